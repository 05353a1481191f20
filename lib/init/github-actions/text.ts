import { lockSuffix } from '../../settings/target-of-branch';
import { bundleFolder, type CiPlan, hourlyCron } from '../ci-plan';
import { indent, openingLines, roleLines, scalar } from '../yaml-lines';
import { unevaluated } from './conditions';
import { githubActionsJobs } from './jobs';

/** Text of `.github/workflows/preview.yml`. */
export function githubActionsText(plan: CiPlan): string {
  const { place } = plan;
  return `${[
    ...openingLines(plan),
    '#   push to a branch that ends with -no-infra, and what a merge queue is about to merge: tested, and not deployed',
    '#   a branch is deleted, and every hour: previews go whose branch is gone',
    '#   a pull request is opened: a comment says where the preview answers',
    '#   by hand ("Run workflow"): the same for the branch that is chosen; on the default branch cleanup, too',
    '#',
    '# Variables of the repository (Settings → Secrets and variables → Actions → Variables):',
    ...roleLines(plan),
    '# Secret: SLACK_WEBHOOK_URL, only if you want messages there. No key of AWS: each job shows the token that GitHub signs for it.',
    '# Pull requests of forks and pushes of Dependabot deploy nothing: their jobs are skipped, which is neither red nor green. No job',
    '# has an `environment:`, for the token would then name it in place of the branch, and AWS would refuse it.',
    `name: ${plan.project} preview`,
    '',
    'on:',
    '  push:',
    "    # GitHub's merge queue starts `merge_group`; the other is a lock of github/branch-deploy.",
    `    branches-ignore: ['gh-readonly-queue/**', '**${lockSuffix}']`,
    '  merge_group:',
    '  delete:',
    '  schedule:',
    `    - cron: '${hourlyCron(plan.project)}'`,
    '  workflow_dispatch:',
    '  pull_request:',
    '    types: [opened, reopened]',
    '',
    '# Each job says what it needs.',
    'permissions: {}',
    '',
    ...(place === '' ? [] : ['defaults:', '  run:', `    working-directory: ${scalar(unevaluated(place))}`, '']),
    'jobs:',
    ...indent(2, githubActionsJobs(plan, bundleFolder)),
  ].join('\n')}\n`;
}
