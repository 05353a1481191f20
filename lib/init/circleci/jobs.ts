import { type CiPlan, imageCommands } from '../ci-plan';
import { indent, scalar } from '../yaml-lines';

/** Seconds of a session: what the roles allow. A first deploy waits up to 20 minutes for its database alone. */
const session = '7200';

/** The section `jobs` of CircleCI's file. */
export function circleciJobs(plan: CiPlan, bundleFolder: string): string[] {
  const { execute } = plan;
  const install = plan.installProgram.flatMap((command) => run(atPackages(plan), 'Install', [command]));
  const deploying = (name: string, parameters: readonly string[], steps: readonly string[]) => [
    `${name}:`,
    '  executor: node',
    ...indent(2, parameters),
    '  steps:',
    '    - checkout',
    ...indent(4, steps),
  ];
  const folder = within(plan, '.preview-stacks');
  return [
    'jobs:',
    ...indent(2, buildJob(plan, bundleFolder, folder)),
    '',
    ...indent(
      2,
      deploying(
        'deploy',
        ['parameters:', '  role:', '    type: string'],
        [
          '- attach_workspace:',
          `    at: ${scalar(folder)}`,
          ...corepack(plan),
          ...install,
          ...role(plan, '<< parameters.role >>'),
          ...run(plan, 'Deploy what was built', [`${execute} preview-stacks deploy --bundle ${bundleFolder}`], true),
        ],
      ),
    ),
    '',
    ...(plan.productionBranch === undefined
      ? []
      : [
          ...indent(2, [
            '# Never a rebuild: the bundles that staging ran, of this commit or of one with the same files.',
            ...deploying(
              'promote',
              [],
              [
                ...corepack(plan),
                ...install,
                ...role(plan, '$PRODUCTION_ROLE_ARN'),
                ...run(plan, 'Promote what staging ran', [`${execute} preview-stacks deploy --promote`], true),
              ],
            ),
          ]),
          '',
        ]),
    ...indent(
      2,
      deploying(
        'cleanup',
        [],
        [
          ...corepack(plan),
          ...install,
          ...role(plan, '$CLEANUP_ROLE_ARN'),
          ...run(plan, 'Clean up', [`${execute} preview-stacks cleanup --execute`], true),
        ],
      ),
    ),
  ];
}

function buildJob(plan: CiPlan, bundleFolder: string, folder: string): string[] {
  const { imageRepository: image, execute } = plan;
  const pack = `${execute} preview-stacks bundle --out ${bundleFolder}`;
  return [
    'build:',
    '  executor: node',
    ...(image === undefined ? [] : ['  environment:', `    IMAGE_REPOSITORY: ${scalar(image)}`]),
    '  steps:',
    '    - checkout',
    ...indent(4, [
      ...corepack(plan),
      ...plan.install.flatMap((command) => run(atPackages(plan), 'Install', [command])),
      ...(plan.test.length === 0 ? ['# Here belong your tests: what fails here is never deployed.'] : []),
      ...plan.test.flatMap((command) => run(atPackages(plan), 'Test', [command], true)),
      ...(image === undefined
        ? []
        : [
            '# The image is built once and known by its digest from here on: a tag could mean another one tomorrow.',
            '- setup_remote_docker',
            ...role(plan, '$PREVIEW_ROLE_ARN'),
            ...run(plan, 'Build and push the image', imageCommands('$CIRCLE_SHA1-$CIRCLE_BUILD_NUM'), true),
          ]),
      ...run(plan, 'Pack the bundle', [image === undefined ? pack : `IMAGE="$(cat .preview-stacks/image)" ${pack}`]),
      '- persist_to_workspace:',
      `    root: ${scalar(folder)}`,
      '    paths: [bundles]',
    ]),
  ];
}

function role({ region }: CiPlan, arn: string): string[] {
  return [
    '- aws-cli/setup:',
    `    role_arn: ${arn}`,
    `    region: ${scalar(region)}`,
    `    session_duration: '${session}'`,
  ];
}

/** A step; `long` when it may be silent for longer than the 10 minutes after which CircleCI ends it. */
function run(plan: CiPlan, name: string, commands: readonly string[], long = false): string[] {
  const [only = ''] = commands;
  return [
    '- run:',
    `    name: ${name}`,
    ...(commands.length === 1
      ? [`    command: ${only}`]
      : ['    command: |', ...commands.map((command) => `      ${command}`)]),
    ...(plan.place === '' ? [] : [`    working_directory: ${scalar(escaped(plan.place))}`]),
    ...(long ? ['    no_output_timeout: 30m'] : []),
  ];
}

function atPackages(plan: CiPlan): CiPlan {
  return { ...plan, place: plan.packagesPlace };
}

function corepack(plan: CiPlan): string[] {
  return plan.corepack
    ? run({ ...plan, place: '' }, 'Let Node bring the package manager', ['sudo corepack enable'])
    : [];
}

function within({ place }: CiPlan, path: string): string {
  return escaped(place === '' ? path : `${place}/${path}`);
}

/** CircleCI evaluates what stands between `<<` and `>>`, in every text. */
export function escaped(text: string): string {
  return text.replaceAll('<<', '\\<<');
}
