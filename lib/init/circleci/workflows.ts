import { lockSuffix, mergeQueues } from '../../settings/target-of-branch';
import { type CiPlan, hourlyCron } from '../ci-plan';
import { indent, scalar } from '../yaml-lines';
import { escaped } from './jobs';

const noInfra = "'/.*-no-infra/'";
const queues = `'/(${mergeQueues.map((folder) => folder.replaceAll('/', '\\/')).join('|')})\\/.*/'`;
const locks = `'/.*${lockSuffix}/'`;
/** CircleCI's name for the branch of a fork's pull request. */
const forks = "'/pull\\/[0-9]+/'";
const context = 'context: preview-stacks';
const slug = '<< pipeline.project.slug >>';
/** `.-9` is the dot, the slash and the digits. Other characters a key may not hold. */
const branchKey =
  '<< ((pipeline.git.branch or "") matches /^[.-9A-Za-z_-]+$/ and pipeline.git.branch) or pipeline.id >>';

/** The section `workflows` of CircleCI's file. */
export function circleciWorkflows(plan: CiPlan): string[] {
  const staging = scalar(escaped(plan.stagingBranch));
  const production = plan.productionBranch === undefined ? undefined : scalar(plan.productionBranch);
  const stages = production === undefined ? [staging] : [staging, production];
  const unbuilt = [...(production === undefined ? [] : [production]), locks];
  const { project } = plan;
  const needsRole = plan.imageRepository !== undefined;
  return [
    'workflows:',
    `  ${project}-push:`,
    '    when: pipeline.trigger.type != "schedule" and not pipeline.parameters.cleanup',
    '    jobs:',
    ...indent(6, [
      '- build:',
      ...(needsRole ? [`    ${context}`] : []),
      `    filters: { branches: { ignore: [${[...unbuilt, ...(needsRole ? [forks] : [])].join(', ')}] } }`,
      '',
      '# A serial group lets newer jobs wait for older ones and skips the older of those that wait, so that each branch needs a key of',
      '# its own: one key for all would skip the deploys of other branches. A branch with characters that a key may not hold gets one',
      '# for each pipeline: then CloudFormation makes the second deploy wait, and deploy itself leaves out a commit that is not the newest.',
      '- deploy:',
      '    name: preview',
      '    role: $PREVIEW_ROLE_ARN',
      '    requires: [build]',
      `    ${context}`,
      `    serial-group: ${slug}/${project}/preview/${branchKey}`,
      `    filters: { branches: { ignore: [${[...stages, noInfra, queues, locks, forks].join(', ')}] } }`,
      '- deploy:',
      '    name: staging',
      '    role: $STAGING_ROLE_ARN',
      '    requires: [build]',
      `    ${context}`,
      `    serial-group: ${slug}/${project}/staging`,
      `    filters: { branches: { only: ${staging} } }`,
      ...(production === undefined
        ? []
        : [
            '- promote:',
            '    name: production',
            `    ${context}`,
            `    serial-group: ${slug}/${project}/production`,
            `    filters: { branches: { only: ${production} } }`,
          ]),
    ]),
    '',
    '  # Projects that are connected by GitHub OAuth or Bitbucket Cloud run this by themselves. Others ignore it: there make a schedule',
    '  # trigger in the settings of the project, for this branch, once an hour; it runs the workflow below.',
    `  ${project}-hourly:`,
    '    triggers:',
    '      - schedule:',
    `          cron: '${hourlyCron(project)}'`,
    `          filters: { branches: { only: ${staging} } }`,
    '    jobs:',
    ...indent(6, cleanupJob(project, staging)),
    '',
    `  ${project}-on-schedule-or-demand:`,
    '    when: pipeline.trigger.type == "schedule" or pipeline.parameters.cleanup',
    '    jobs:',
    ...indent(6, cleanupJob(project, staging)),
  ];
}

function cleanupJob(project: string, staging: string): string[] {
  return [
    '- cleanup:',
    `    ${context}`,
    `    serial-group: ${slug}/${project}/cleanup`,
    `    filters: { branches: { only: ${staging} } }`,
  ];
}
