import { type CiPlan, imageCommands } from '../ci-plan';
import { indent, scalar } from '../yaml-lines';
import { conditions, unevaluated } from './conditions';

/** Seconds of a session: what the roles allow. A first deploy waits up to 20 minutes for its database alone. */
const session = 7200;
export const announcing = [
  'contents: read',
  'deployments: write',
  'id-token: write',
  'pull-requests: write',
  'statuses: write',
];

/** Cleanup says that deployments are over and that comments speak of what is gone. */
export const cleaning = announcing.filter((permission) => permission !== 'statuses: write');

/** Nothing is deployed: no token for AWS. */
const telling = ['contents: read', 'deployments: read', 'pull-requests: write'];

/** The jobs of GitHub's file. */
export function githubActionsJobs(plan: CiPlan, bundleFolder: string): string[] {
  const when = conditions(plan);
  const { execute, project } = plan;
  const artifact = (path: string) => [
    `    path: ${scalar(unevaluated(plan.place === '' ? path : `${plan.place}/${path}`))}`,
  ];
  const program = (name: string, command: string) => deployStep(name, `${execute} preview-stacks ${command}`);
  return [
    ...job('build', when.build, { minutes: 60, permissions: buildPermissions(plan) }, [
      ...checkout(),
      ...setup(plan, true),
      ...plan.install.flatMap((command) => run('Install', [command])),
      ...(plan.test.length === 0 ? ['# Here belong your tests: what fails here is never deployed.'] : []),
      ...plan.test.flatMap((command) => run('Test', [command])),
      ...imageSteps(plan),
      ...run('Pack the bundle', [
        plan.imageRepository === undefined
          ? `${execute} preview-stacks bundle --out ${bundleFolder}`
          : `IMAGE="$(cat .preview-stacks/image)" ${execute} preview-stacks bundle --out ${bundleFolder}`,
      ]),
      `- uses: ${actionPins.uploadArtifact}`,
      '  with:',
      `    name: ${project}-bundles`,
      ...artifact(bundleFolder),
      '    include-hidden-files: true',
      '    if-no-files-found: error',
      '    retention-days: 7',
    ]),
    '',
    '# One deploy of a branch after the other, and none is stopped half-way.',
    ...job(
      'deploy',
      when.deploy,
      { needs: 'build', group: `${project}-${expression('github.ref')}`, permissions: announcing },
      [
        ...checkout(),
        ...setup(plan),
        ...plan.installProgram.flatMap((command) => run('Install', [command])),
        `- uses: ${actionPins.downloadArtifact}`,
        '  with:',
        `    name: ${project}-bundles`,
        ...artifact(bundleFolder),
        ...role(plan, `${when.onStaging} && vars.STAGING_ROLE_ARN || vars.PREVIEW_ROLE_ARN`),
        ...program('Deploy what was built', `deploy --bundle ${bundleFolder}`),
      ],
    ),
    ...(plan.productionBranch === undefined
      ? []
      : [
          '',
          '# Never a rebuild: the bundles that staging ran, of this commit or of one with the same files.',
          ...job('promote', when.promote, { group: `${project}-production`, permissions: announcing }, [
            ...checkout('    # To find a commit with the same files.', '    fetch-depth: 0'),
            ...setup(plan),
            ...plan.installProgram.flatMap((command) => run('Install', [command])),
            ...role(plan, 'vars.PRODUCTION_ROLE_ARN'),
            ...program('Promote what staging ran', 'deploy --promote'),
          ]),
        ]),
    '',
    '# Comments on a pull request that was opened after the deploy where the preview answers. It asks GitHub, not AWS.',
    ...job('announce', when.announce, { minutes: 15, permissions: telling }, [
      ...checkout(),
      ...setup(plan),
      ...plan.installProgram.flatMap((command) => run('Install', [command])),
      ...run(
        'Say where it answers',
        [`${execute} preview-stacks announce`],
        [`GITHUB_TOKEN: ${expression('github.token')}`],
      ),
    ]),
    '',
    ...job('cleanup', when.cleanup, { group: `${project}-cleanup`, permissions: cleaning }, [
      ...checkout(),
      ...setup(plan),
      ...plan.installProgram.flatMap((command) => run('Install', [command])),
      ...role(plan, 'vars.CLEANUP_ROLE_ARN'),
      ...program('Clean up', 'cleanup --execute'),
    ]),
    ...elsewhere(plan, when.elsewhere),
  ];
}

/** A repository that was renamed would skip every job, cleanup too, and nothing would turn red. */
function elsewhere({ github, place }: CiPlan, when: readonly string[] | undefined): string[] {
  if (when === undefined) return [];
  const why = `Every other job was skipped: they are for ${github}, and this repository is $GITHUB_REPOSITORY.`;
  const renamed =
    'After a rename, write the new name into this file: docs/renaming.md of preview-stacks says what else.';
  return [
    '',
    `# Says so when this repository is not called ${github} any more. In a fork it is silent.`,
    ...job('other-repository', when, { minutes: 5, permissions: [] }, [
      ...run('Say why nothing was done', [
        `echo "::error::${why} ${renamed} In a copy, switch this workflow off."`,
        'exit 1',
      ]),
      // Nothing is checked out.
      ...(place === '' ? [] : ['  working-directory: .']),
    ]),
  ];
}

export interface JobOptions {
  readonly needs?: string;
  /** Jobs of one group wait for each other. @default waits for none */
  readonly group?: string;
  /**
   * Of a group, all that wait get their turn, up to 100, in the order in which they began to wait. Otherwise GitHub cancels all but the newest of
   * them (GitHub's changelog of 2026-05-07; workflow syntax, `concurrency`, read in November 2026). @default only the newest
   */
  readonly keepsAll?: boolean;
  readonly minutes?: number;
  readonly permissions: readonly string[];
}

export function job(name: string, when: readonly string[], options: JobOptions, steps: readonly string[]): string[] {
  const { needs, group, keepsAll = false, minutes = 115, permissions } = options;
  const conditions = when.flatMap((part, at) => `${at > 0 ? '&& ' : ''}${part}`.split('\n'));
  return [
    `${name}:`,
    ...(needs === undefined ? [] : [`  needs: ${needs}`]),
    // Lines stay lines: a folded text would keep the ends of those that are further in.
    ...(when.length === 0 ? [] : ['  if: |', ...indent(4, conditions)]),
    '  runs-on: ubuntu-24.04',
    `  timeout-minutes: ${minutes}`,
    ...(permissions.length === 0 ? [] : ['  permissions:', ...indent(4, permissions)]),
    ...(group === undefined
      ? []
      : [
          '  concurrency:',
          `    group: preview-stacks-${group}`,
          '    cancel-in-progress: false',
          ...(keepsAll
            ? ['    # All that wait get their turn: by default only the newest does.', '    queue: max']
            : []),
        ]),
    '  steps:',
    ...indent(4, steps),
  ];
}

export function checkout(...more: readonly string[]): string[] {
  return [`- uses: ${actionPins.checkout}`, '  with:', '    persist-credentials: false', ...more];
}

export function setup(plan: CiPlan, building = false): string[] {
  return [
    `- uses: ${actionPins.setupNode}`,
    '  with:',
    '    node-version: 22',
    // Jobs with a role start from nothing that another branch may have written.
    '    package-manager-cache: false',
    ...(building && plan.python ? [`- uses: ${actionPins.setupPython}`, '  with:', "    python-version: '3.13'"] : []),
    ...(plan.corepack ? ['- run: corepack enable'] : []),
  ];
}

export function role({ region }: CiPlan, arn: string): string[] {
  return [
    `- uses: ${actionPins.awsCredentials}`,
    '  with:',
    `    role-to-assume: ${expression(arn)}`,
    `    aws-region: ${scalar(region)}`,
    `    role-duration-seconds: ${session}`,
  ];
}

function imageSteps(plan: CiPlan): string[] {
  if (plan.imageRepository === undefined) return [];
  return [
    '# The image is built once and known by its digest from here on: a tag could mean another one tomorrow.',
    ...role(plan, 'vars.PREVIEW_ROLE_ARN'),
    ...run('Build and push the image', imageCommands('$GITHUB_SHA-$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT'), [
      `IMAGE_REPOSITORY: ${scalar(plan.imageRepository)}`,
    ]),
  ];
}

function buildPermissions(plan: CiPlan): string[] {
  return plan.imageRepository === undefined ? ['contents: read'] : ['contents: read', 'id-token: write'];
}

export function deployStep(
  name: string,
  command: string,
  more: readonly string[] = [],
  token = 'github.token',
): string[] {
  return run(
    name,
    [command],
    [`GITHUB_TOKEN: ${expression(token)}`, ...more, `SLACK_WEBHOOK_URL: ${expression('secrets.SLACK_WEBHOOK_URL')}`],
  );
}

function run(name: string, commands: readonly string[], environment: readonly string[] = []): string[] {
  const [only = ''] = commands;
  return [
    `- name: ${name}`,
    ...(commands.length === 1 ? [`  run: ${only}`] : ['  run: |', ...commands.map((command) => `    ${command}`)]),
    ...(environment.length === 0 ? [] : ['  env:', ...environment.map((line) => `    ${line}`)]),
  ];
}

/** What GitHub evaluates before the job starts; never inside a script. */
export function expression(text: string): string {
  return `$\{{ ${text} }}`;
}

/**
 * The actions that the written workflow uses, each pinned to the commit of a release: a tag can be moved, a commit cannot.
 * Checked against the tags of each repository.
 */
export const actionPins = {
  checkout: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
  setupNode: 'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0',
  setupPython: 'actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0',
  uploadArtifact: 'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0',
  downloadArtifact: 'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1',
  awsCredentials: 'aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c # v6.2.3',
} as const;
