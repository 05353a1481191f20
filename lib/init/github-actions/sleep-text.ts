import { type CiPlan, hourlyCron } from '../ci-plan';
import { indent, scalar } from '../yaml-lines';
import { conditions, unevaluated } from './conditions';
import { checkout, cleaning, deployStep, job, role, setup } from './jobs';

/** Text of `.github/workflows/preview-sleep.yml`: the role that may do it trusts the jobs of a file of this name on the default branch. */
export function sleepText(plan: CiPlan): string {
  const { project, place, execute } = plan;
  const steps = [
    ...checkout(),
    ...setup(plan),
    ...plan.installProgram.flatMap((command) => ['- name: Install', `  run: ${command}`]),
    ...role(plan, 'vars.CONTROL_ROLE_ARN'),
    ...deployStep('Sleep and wake', `${execute} preview-stacks sleep --due --execute`),
  ];
  return `${[
    '# Written by `npx preview-stacks init`, and yours from now on. Explained in docs/sleep.md of preview-stacks.',
    '# Every hour previews are put to sleep and woken as `sleep` in the settings of the default branch says.',
    '# Keep the name of this file: the role for it trusts no other.',
    '#',
    '# Variable of the repository (Settings → Secrets and variables → Actions → Variables):',
    '#   CONTROL_ROLE_ARN   output ControlRoleArn of the application stack of staging',
    `name: ${project} preview sleep`,
    '',
    'on:',
    '  schedule:',
    `    - cron: '${hourlyCron(project, 'sleep')}'`,
    '  workflow_dispatch:',
    '',
    '# The job says what it needs.',
    'permissions: {}',
    '',
    ...(place === '' ? [] : ['defaults:', '  run:', `    working-directory: ${scalar(unevaluated(place))}`, '']),
    'jobs:',
    ...indent(2, job('sleep', conditions(plan).sleep, { group: `${project}-sleep`, permissions: cleaning }, steps)),
  ].join('\n')}\n`;
}
