import { isRecord } from '../settings/layers/tree';
import type { SettingsFile } from '../settings/settings';
import type { Choices } from './ask/choices';
import { firstSettings, imageName, imageRepository, productionBranch, trustedCi } from './first-settings';
import type { RepositoryFacts } from './look/repository-facts';
import { type FirstService, servicesOf } from './services';

/** The text of the settings file: the first settings, and why each value stands there. */
export function settingsText(choices: Choices, facts: RepositoryFacts): string {
  const file = firstSettings(choices, facts);
  return [
    "import { defineSettings } from 'preview-stacks/settings';",
    '',
    '// What is not written here has a default. `npx preview-stacks settings` prints every value of a branch and where it comes from.',
    'export default defineSettings({',
    '  // Prefix of every name on AWS. Another one would make everything again.',
    `  project: ${quoted(file.project)},`,
    ...repositoryLines(file),
    '',
    '  // What holds for production, staging and previews alike.',
    '  base: {',
    ...indented(2, baseLines(file, choices, facts)),
    '  },',
    '',
    `  // A push to ${facts.defaultBranch.replace(/\s/g, ' ')} deploys staging. Its settings also rule the hourly cleanup.`,
    ...stagingLines(file),
    '',
    ...productionLines(file, facts),
    '  // Every other branch: smaller than staging, with data of its own, gone when the branch is gone.',
    '  preview: {',
    '    // Each branch answers at <branch>.<this domain>.',
    `    previewDomain: ${quoted(file.preview?.previewDomain ?? '')},`,
    ...(file.preview?.cleanup
      ? [
          '    // On AWS, cleanup leaves a preview alone for an hour after its last deploy. On this machine it does not wait.',
          `    cleanup: ${literal(file.preview.cleanup)},`,
        ]
      : []),
    '  },',
    '});',
    '',
  ].join('\n');
}

function repositoryLines({ github, remote }: SettingsFile): string[] {
  if (github !== undefined) {
    return [
      '  // Where the branches are: a preview lives as long as its branch does there.',
      `  github: ${quoted(github)},`,
    ];
  }
  return [
    "  // Branches come from the git remote. For a repository on GitHub write github: 'owner/repository': then pull requests get comments, too.",
    ...(remote === undefined ? [] : [`  remote: ${quoted(remote)},`]),
  ];
}

function baseLines({ base }: SettingsFile, choices: Choices, facts: RepositoryFacts): string[] {
  const { account, region, scheme, port, services, database, fileStore, seed } = base;
  const { stores } = facts;
  return [
    ...(account === undefined
      ? ['// Set account to the 12 digits of your AWS account: credentials of another one are then refused.']
      : ['// Credentials of another account are refused.', `account: ${quoted(account)},`]),
    `region: ${quoted(region ?? '')},`,
    ...(scheme === undefined ? [] : [`scheme: ${quoted(scheme)},`]),
    ...(port === undefined ? [] : [`port: ${port},`]),
    'services: {',
    ...servicesOf(choices, facts).flatMap((service, index) =>
      indented(1, serviceLines(service, services?.[service.name] ?? {}, choices, index === 0)),
    ),
    '},',
    database === 'none'
      ? "// The app has no driver of a database. With { engine: 'postgres' } each target gets one of its own."
      : `// The app has a driver of it (${stores.driver}); its address comes in DATABASE_URL, and in RDS_HOSTNAME and the like.`,
    ...databaseReasons(stores),
    `database: ${literal(database)},`,
    ...(fileStore === 'none'
      ? ['// The app has no client of S3. Without this line each target gets a bucket, named in FILES_BUCKET.']
      : [
          "// A bucket for the app's files is there by default, named in FILES_BUCKET; fileStore: 'none' leaves it out.",
        ]),
    ...(fileStore === undefined ? [] : [`fileStore: ${literal(fileStore)},`]),
    seed
      ? '// Runs once, on a new preview and on new staging, never on production.'
      : `// Test data for new previews: seed: { service: 'web', command: ${quoted(seedOf(choices))} },`,
    ...(seed ? [`seed: ${literal(seed)},`] : []),
    ...ciLines(choices, base.ci),
  ];
}

function databaseReasons({ names, url }: RepositoryFacts['stores']): string[] {
  return [
    ...(Object.keys(names).length > 0
      ? ['// The app reads it by other names: `environment` says what of it each of them holds.']
      : []),
    ...(url.urlScheme === undefined ? [] : ['// SQLAlchemy picks its driver by the scheme of the URL.']),
  ];
}

/** `explained`: with the reason of each value, which the first service alone needs. */
function serviceLines(
  { name, plan, app }: FirstService,
  service: NonNullable<NonNullable<SettingsFile['base']['services']>[string]>,
  choices: Choices,
  explained: boolean,
): string[] {
  const reasons = (...lines: readonly string[]) => (explained ? lines : []);
  return [
    ...(plan ? [`// ${plan.framework}: listens on PORT, on ${plan.port} without it.`] : []),
    `${name}: {`,
    `  platform: ${quoted(service.platform ?? '')},`,
    ...(service.folder === undefined ? [] : [`  folder: ${quoted(service.folder)},`]),
    ...reasons('  // Must answer 200 when the app is well, and must need neither a login nor test data.'),
    ...(app.healthPath.by === 'none' && !plan?.static
      ? [
          '  // No route for this was found in the sources: a path of its own, such as /health, says more than the front page.',
        ]
      : []),
    `  healthPath: ${quoted(service.healthPath ?? '')},`,
    ...(service.build
      ? [
          ...reasons('  // Runs before the bundle is packed; what it writes and git ignores must be named.'),
          `  build: ${literal(service.build)},`,
          ...(app.unsureOutput ? ['  // A guess: git ignores several folders that builds write.'] : []),
          `  buildOutput: ${literal(service.buildOutput ?? [])},`,
        ]
      : []),
    ...reasons(
      "  // What else the app reads: environment: { SMTP_HOST: 'smtp.example.com' }, and by the full ARN of each secret",
      "  // secrets: { SMTP_PASSWORD: 'arn:aws:secretsmanager:…' }.",
    ),
    ...(service.environment ? [`  environment: ${literal(service.environment)},`] : []),
    ...(choices.artifact === 'image' ? indented(1, imageLines(choices, service.containerPort)) : []),
    '},',
  ];
}

/** A command that could make test data, as apps of this kind have it. */
function seedOf({ app }: Choices): string {
  return { node: 'npm run seed', python: 'python3 seed.py', docker: './seed.sh' }[app];
}

function imageLines(choices: Choices, containerPort = 8080): string[] {
  return [
    '// CI builds the image once and names it here, by its digest, for the job that makes the bundle. The others take it from the',
    '// bundle, and need the repository to let instances pull from it: a bundle made without IMAGE names one that does not exist.',
    `image: ${variable('IMAGE')} ?? ${quoted(`${imageRepository(choices)}@sha256:`)} + '0'.repeat(64),`,
    `containerPort: ${containerPort},`,
  ];
}

function ciLines(choices: Choices, ci: unknown): string[] {
  if (choices.ci.length === 0) return [];
  if (ci !== undefined) {
    return [
      '// deploy-application makes the roles that CI takes by OpenID Connect; no key is stored anywhere.',
      `ci: ${literal(ci)},`,
    ];
  }
  const images = choices.artifact === 'image' ? `, imageRepositories: [${quoted(imageName(choices))}]` : '';
  if (choices.github === undefined) return ['// Roles for CI need `github` above.'];
  if (trustedCi(choices) === undefined) {
    return [
      '// Roles for CI, made by deploy-application; no key is stored anywhere. Both ids are in the settings of CircleCI. In',
      '// production add ci: { createProvider: false } while it shares this account, and in staging control: {} for commands in pull requests.',
      `// ci: { provider: 'circleci', organizationId: '…', projectId: '…'${images} },`,
    ];
  }
  return [];
}

function stagingLines({ base, staging: { control, ...staging } = {} }: SettingsFile): string[] {
  if (control === undefined) return [`  staging: ${literal(staging)},`];
  return [
    '  staging: {',
    ...Object.entries(staging).map(([key, value]) => `    ${key}: ${literal(value)},`),
    '    // What people ask for in pull requests is done under a role of its own, which trusts jobs of one file on GitHub.',
    ...(base.ci?.provider === 'circleci'
      ? ["    // Where the account has GitHub's identity provider already: { createProvider: false }."]
      : []),
    `    control: ${literal(control)},`,
    '  },',
  ];
}

function productionLines(file: SettingsFile, facts: RepositoryFacts): string[] {
  const branch = productionBranch(facts);
  if (branch === undefined) {
    return [
      "  // A push to a branch of its own promotes what staging ran: production: { branch: '…', host: 'www.example.com' },",
      '',
    ];
  }
  return [
    `  // A push to ${branch} promotes what staging ran, byte for byte. Until deploy-application --target production ran, there is none.`,
    `  production: ${literal(file.production)},`,
    '',
  ];
}

function indented(levels: number, lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? line : '  '.repeat(levels) + line));
}

/** A text as TypeScript writes it, in single quotes; nothing in it can end them. */
function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  // Lines may end at these two in what others make of the file.
  return `'${escaped.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

/** A value of settings as TypeScript writes it, in one line. */
function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (!isRecord(value)) return String(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (entries.length === 0) return '{}';
  const key = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));
  return `{ ${entries.map(([name, inner]) => `${key(name)}: ${literal(inner)}`).join(', ')} }`;
}

/** How a settings file reads a variable: the team's file does, when it is run; this program does not. */
function variable(name: string): string {
  return ['process', 'env', name].join('.');
}
