import { bundleFolder, type CiPlan } from '../ci-plan';
import { openingLines, roleLines } from '../yaml-lines';
import { circleciJobs } from './jobs';
import { circleciWorkflows } from './workflows';

/** Version of the orb that takes a role with the job's own token (`CIRCLE_OIDC_TOKEN_V2`, which tells the branch). */
const orb = 'circleci/aws-cli@5.4.1';

/** Text of `.circleci/config.yml`. */
export function circleciText(plan: CiPlan): string {
  return `${[
    ...openingLines(plan),
    '#   push to a branch that ends with -no-infra, and what a merge queue is about to merge: tested, and not deployed',
    '#   every hour: previews go whose branch is gone',
    '#',
    '# The context `preview-stacks` holds (see docs/ci.md of preview-stacks for where each value comes from):',
    ...roleLines(plan),
    '#   GITHUB_TOKEN                                           reads branches, writes deployments and comments',
    '#   SLACK_WEBHOOK_URL                                      only if you want messages there',
    '# No key of AWS: each job shows the token that CircleCI signs for it. Builds of forks get neither token nor context.',
    'version: 2.1',
    '',
    'orbs:',
    `  aws-cli: ${orb}`,
    '',
    'parameters:',
    '  # A pipeline that is started with cleanup: true only cleans up.',
    '  cleanup:',
    '    type: boolean',
    '    default: false',
    '',
    'executors:',
    '  node:',
    '    docker:',
    `      - image: ${plan.python ? 'cimg/python:3.13-node' : 'cimg/node:22.21'}`,
    '',
    ...circleciJobs(plan, bundleFolder),
    '',
    ...circleciWorkflows(plan),
  ].join('\n')}\n`;
}
