import { bundleFolder, type CiPlan } from './ci-plan';
import { githubActionsJobs } from './github-actions-jobs';
import { comment, indent, scalar } from './yaml-lines';

/** Text of `.github/workflows/preview.yml`. */
export function githubActionsText(plan: CiPlan): string {
  const { stagingBranch, productionBranch, place } = plan;
  return `${[
    '# Written by `npx preview-stacks init`, and yours from now on. Explained in docs/ci.md of preview-stacks.',
    '#',
    `#   push to ${comment(stagingBranch)}: build and test once, staging gets those bytes`,
    '#   push to any other branch: build and test once, its preview gets those bytes',
    ...(productionBranch === undefined
      ? []
      : [`#   push to ${comment(productionBranch)}: production gets the bytes that staging ran; nothing is built`]),
    '#   push to a branch that ends with -no-infra: nothing at all',
    '#   a branch is deleted, and every hour: previews go whose branch is gone',
    '#   by hand ("Run workflow"): the same for the branch that is chosen; on the default branch cleanup, too',
    '#',
    '# Variables of the repository (Settings → Secrets and variables → Actions → Variables):',
    '#   PREVIEW_ROLE_ARN, STAGING_ROLE_ARN, CLEANUP_ROLE_ARN   outputs PreviewRoleArn, DeployRoleArn, CleanupRoleArn of staging',
    ...(productionBranch === undefined
      ? []
      : ['#   PRODUCTION_ROLE_ARN                                    output DeployRoleArn of production']),
    '# Secret: SLACK_WEBHOOK_URL, only if you want messages there. No key of AWS: each job shows the token that GitHub signs for it.',
    '# Pull requests of forks and pushes of Dependabot deploy nothing: their jobs are skipped, which is neither red nor green. No job',
    '# has an `environment:`, for the token would then name it in place of the branch, and AWS would refuse it.',
    'name: preview',
    '',
    'on:',
    '  push:',
    "    branches-ignore: ['**-no-infra']",
    '  delete:',
    '  schedule:',
    "    - cron: '7 * * * *'",
    '  workflow_dispatch:',
    '',
    '# Each job says what it needs.',
    'permissions: {}',
    '',
    ...(place === '' ? [] : ['defaults:', '  run:', `    working-directory: ${scalar(place)}`, '']),
    'jobs:',
    ...indent(2, githubActionsJobs(plan, bundleFolder)),
  ].join('\n')}\n`;
}
