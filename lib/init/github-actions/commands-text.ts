import type { CiPlan } from '../ci-plan';
import type { Ci } from '../look/repository-facts';
import { indent, scalar } from '../yaml-lines';
import { conditions, unevaluated } from './conditions';
import { announcing, checkout, deployStep, expression, job, role, setup } from './jobs';

/** How a team asks for something in a pull request. */
export interface Asking {
  /** The CI that deploys, which `rebuild` and `create` start. */
  readonly ci: readonly Ci[];
  /** What a command begins with: letters, digits and signs that end no text. */
  readonly word: string;
}

/**
 * Text of `.github/workflows/preview-commands.yml`. Anyone who can write a comment may start this job: no code of a branch gets into it, and nothing
 * that a person wrote gets into a script.
 */
export function commandsText(plan: CiPlan, { ci, word }: Asking): string {
  const { project, place, execute } = plan;
  const restarts = ci.includes('github-actions');
  const circleci = ci.includes('circleci');
  const elsewhere = circleci && !restarts;
  const permissions = [
    ...(restarts ? ['# For `rebuild` and `create`: it starts the workflow of the branch.', 'actions: write'] : []),
    ...announcing.flatMap((line) => (line === 'pull-requests: write' ? ['issues: write', line] : [line])),
  ];
  const steps = [
    ...checkout(
      '    # Settings of the default branch say who may do what.',
      `    ref: ${expression('github.event.repository.default_branch')}`,
    ),
    ...setup(plan),
    ...plan.installProgram.flatMap((command) => ['- name: Install', `  run: ${command}`]),
    ...role(plan, 'vars.CONTROL_ROLE_ARN'),
    ...deployStep(
      'Do what the comment asks for',
      `${execute} preview-stacks obey`,
      circleci ? [`CIRCLECI_TOKEN: ${expression('secrets.CIRCLECI_TOKEN')}`] : [],
      // A comment is found again by who wrote it.
      elsewhere ? 'secrets.PREVIEWS_GITHUB_TOKEN || github.token' : undefined,
    ),
  ];
  const when = [...conditions(plan).asked, `contains(github.event.comment.body, '${word}')`];
  const group = `${project}-commands-${expression('github.event.issue.number')}`;
  return `${[
    '# Written by `npx preview-stacks init`, and yours from now on. Explained in docs/pull-requests.md of preview-stacks.',
    `# Does what people ask for in comments of pull requests, such as \`${word} status\` or \`${word} keep 3d\`.`,
    '# Keep the name of this file: the role for it trusts no other.',
    '#',
    '# Anyone who can comment may start this. So no code of a branch gets in here, and no text of a comment gets into a script: the job has the',
    '# files of the default branch, and the program reads the comment from the file that GitHub writes. Leave it so. The program asks GitHub',
    '# what the writer may do; the `if` below only saves minutes.',
    '#',
    '# Variable of the repository (Settings → Secrets and variables → Actions → Variables):',
    '#   CONTROL_ROLE_ARN   output ControlRoleArn of the application stack of staging',
    ...(circleci
      ? [
          '# Secret: CIRCLECI_TOKEN, for `rebuild` and `create`: a personal API token of CircleCI, best of a machine user.',
        ]
      : []),
    ...(elsewhere
      ? [
          '# Secret: PREVIEWS_GITHUB_TOKEN, the GITHUB_TOKEN that CircleCI has: without it, answers stand in a comment of their own.',
        ]
      : []),
    '# Secret: SLACK_WEBHOOK_URL, only if you want messages there.',
    `name: ${project} preview commands`,
    '',
    'on:',
    '  issue_comment:',
    '    # Others may edit a comment whose writer may do more than they.',
    '    types: [created]',
    '',
    '# The job says what it needs.',
    'permissions: {}',
    '',
    ...(place === '' ? [] : ['defaults:', '  run:', `    working-directory: ${scalar(unevaluated(place))}`, '']),
    'jobs:',
    ...indent(2, job('obey', when, { group, keepsAll: true, permissions }, steps)),
  ].join('\n')}\n`;
}
