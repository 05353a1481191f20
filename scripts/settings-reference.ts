/** One key of an interface, as its source says. */
export interface ReferenceField {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  /** The text after `@default`, or `undefined`. */
  readonly default: string | undefined;
}

export interface ReferenceInterface {
  readonly name: string;
  readonly description: string;
  readonly fields: readonly ReferenceField[];
}

/** Files of `lib/settings` that declare what a settings file holds. */
export const settingsSources = [
  'settings.ts',
  'data-settings.ts',
  'ci-settings.ts',
  'access/access-settings.ts',
  'alarms/alarm-settings.ts',
  'rights/rights-settings.ts',
  'sleep/sleep-settings.ts',
] as const;

/** The interfaces of those files. It reads the regular ones that it was made for: a doc comment above each key. */
export function readInterfaces(source: string): ReferenceInterface[] {
  const interfaces = source.matchAll(
    /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?export interface (\w+) \{\n([\s\S]*?)\n\}/g,
  );
  return [...interfaces].map(([, comment = '', name = '', body = '']) => ({
    name,
    description: proseOf(comment),
    fields: [...body.matchAll(/^ {2}(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n {2})?readonly (\w+)\??: (.*);$/gm)].map(
      ([, doc = '', field = '', type = '']) => ({
        name: field,
        type: type.replace(/\breadonly |Readonly<(.*)>$/g, (_, inner?: string) => inner ?? ''),
        description: proseOf(doc).replace(/\s*@default .*$/, ''),
        default: / @default (.*)$/.exec(` ${proseOf(doc)}`)?.[1],
      }),
    ),
  }));
}

/** Where each interface stands in a settings file, in the order of the page. */
const places: readonly (readonly [name: string, heading: string, prefix: string])[] = [
  ['SettingsFile', 'The file', ''],
  ['TargetSettings', 'Each layer: `base`, `production`, `staging`, `preview`', ''],
  ['ServiceSettings', 'A service', 'services.web.'],
  ['QueueSettings', 'The queue of a worker', 'services.worker.queue.'],
  ['DatabaseSettings', 'The database', 'database.'],
  ['SnapshotSettings', 'A snapshot to start from', 'database.snapshot.'],
  ['FileStoreSettings', 'The file store', 'fileStore.'],
  ['SeedSettings', 'Test data', 'seed.'],
  ['NetworkSettings', 'The network', 'network.'],
  ['AccessSettings', 'Who may look', 'access.'],
  ['LimitSettings', 'Limits of previews', 'limits.'],
  ['CiSettings', 'Roles for CI', 'ci.'],
  ['ControlSettings', 'Control of previews', 'control.'],
  ['ControlAllowSettings', 'Who may do what', 'control.allow.'],
  ['SlackControlSettings', 'Who may ask in Slack', 'control.slack.'],
  ['RightsSettings', 'Rights of extensions', 'rights.'],
  ['RightStatement', 'One right', 'rights.stack[].'],
  ['PromotionSettings', 'Promotion from another account', 'promoteFrom.'],
  ['CleanupSettings', 'Cleanup', 'cleanup.'],
  ['SleepSettings', 'Sleep', 'sleep.'],
  ['NightSettings', 'Nights', 'sleep.nights.'],
  ['AnnounceSettings', 'Announcements', 'announce.'],
  ['AlarmSettings', 'Alarms', 'alarms.'],
  ['BranchOverride', 'Branch overrides', 'branches[].'],
];

/** Every key with the path at which it stands in a layer (in the file, for the file's own keys). */
export function pathsOf(
  interfaces: readonly ReferenceInterface[],
): { readonly path: string; readonly field: ReferenceField }[] {
  return places.flatMap(([name, , prefix]) =>
    (interfaces.find((candidate) => candidate.name === name)?.fields ?? []).map((field) => ({
      path: prefix + field.name,
      field,
    })),
  );
}

/** The page docs/settings.md. */
export function renderReference(interfaces: readonly ReferenceInterface[]): string {
  const sections = places.map(([name, heading, prefix]) => {
    const found = interfaces.find((candidate) => candidate.name === name);
    const rows = (found?.fields ?? []).map(
      (field) =>
        `| \`${prefix}${field.name}\` | ${cell(field.description)} | ${code(field.type)} | ${field.default === undefined ? '' : cell(field.default)} |`,
    );
    return `## ${heading}\n\n${found?.description ?? ''}\n\n| setting | what it is | type | default |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `${introduction}\n${sections.join('\n')}`;
}

function proseOf(comment: string): string {
  return comment
    .replace(/\n\s*\* ?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|');
}

function code(type: string): string {
  return `\`${cell(type)}\``;
}

const introduction = `# Settings

<!-- Made from lib/settings/settings.ts, data-settings.ts, ci-settings.ts, access/access-settings.ts, alarms/alarm-settings.ts, rights/rights-settings.ts and sleep/sleep-settings.ts by \`npx tsx scripts/build-settings-reference.ts\`. Change the comments there. -->

The settings are one file, \`preview-stacks.config.ts\`, at the top of the repository:

\`\`\`ts
import { defineSettings } from 'preview-stacks/settings';

export default defineSettings({
  project: 'shop',
  base: { region: 'eu-central-1' },
  production: { branch: 'production', host: 'shop.acme.com' },
  staging: { branch: 'main', host: 'staging.acme.dev' },
  preview: { previewDomain: 'preview.acme.dev' },
});
\`\`\`

## How values are inherited

Each target takes its values from layers. A later layer wins over an earlier one:

| target | layers |
|---|---|
| production | built-in base, \`base\`, built-in production, \`production\` |
| staging | built-in base, \`base\`, built-in staging, \`staging\` |
| preview | built-in base, \`base\`, built-in staging, \`staging\`, built-in preview, \`preview\`, then each entry of \`branches\` that matches, in order |

- Records merge key by key. Lists are replaced whole. \`undefined\` counts as not written.
- \`'none'\` replaces a record, and a record replaces \`'none'\`; it then starts from the built-in values.
- Previews do not inherit \`host\`, \`terminationProtection\` and \`alarms\` at all, nor \`hostedZoneId\` and \`certificateArn\` from \`staging\`: these are
  staging's own. The built-in preview layer comes after \`staging\`, so that what is large or protected there is small and disposable here.
- Production does not inherit \`seed\`.
- A target without a section does not exist: without \`production\`, a branch named \`production\` gets a preview like any other.

\`npx preview-stacks settings --branch <branch>\` shows every effective value and the layer it comes from.

## What is checked

Every fault of the file is reported at once, with its path, the wrong value and what to write instead. Both the layers as they are
written and the targets that come of them are checked. Beside the types below:

- \`region\`, \`preview.previewDomain\`, and the \`host\` of production and of staging, if the file has them, must be given. No host may
  be one label under \`previewDomain\`, where it could meet a preview (reserved words such as \`staging\` may).
- Previews live in staging's application stack: \`account\`, \`region\` and \`network.vpcId\` are staging's.
- \`single-instance\` has no https and one instance. A shared load balancer serves 100 public services of previews at most.
- A certificate is in the region of its load balancer. Private subnets need \`network.vpcId\`.
- The ARN of a secret carries the six random characters that Secrets Manager appends. A value that is no ARN is not shown.
- Environment properties have names of letters, digits and \`_\`, and none that is set for you: \`RDS_…\`, \`PREVIEW_STACKS_…\`,
  \`FILES_BUCKET\`, \`PORT\`. Their values hold no line break and no control character but the tab, which Beanstalk refuses: put such a
  value into \`secrets\`, encode it as base64, or write \`\\n\` for a line break. With secrets, links and those that are set for you they
  have 4,096 bytes at the most.
- What shares a balancer has the same \`access.cidrs\`: staging, previews and every override of branches. A link to a public sibling
  is its URL: where \`access.cidrs\` is narrowed, instances in public subnets would not reach it.
- \`web\` is among the services and public. Links lead to siblings and make no circle. Only a worker has a queue, only the platform
  \`docker\` an image, and nothing is built beside an image.
- \`database.name\` and \`database.username\` are not what their engine reserves. \`db\` and the user \`admin\` are refused on PostgreSQL and
  taken on MySQL; the user \`postgres\` is taken on PostgreSQL.
- A database that starts from a snapshot has no \`username\`: it keeps the snapshot's, which \`snapshot.username\` or \`snapshot.credentials\` says.
  With \`credentials\` there is no URL: its password may hold what a URL reads otherwise (\`:\` \`%\` \`#\`), and no template can encode it.
- Names in \`database.environment\` and \`fileStore.environment\` follow the rules of properties and meet neither each other nor those of links.
  A service that has one in its own \`environment\` or \`secrets\` keeps its own.
- \`ci\` needs \`github\`, and on CircleCI the ids of organization and project. \`limits\` hold for previews and every override.
- \`alarms\` go to one address or one topic, which is in the target's region; previews have none.
- \`rights\` stay within the names or the tags of their targets. \`iam\`, \`sts\`, \`organizations\`, \`cloudformation\` and a few others are
  refused whole, and a \`*\` stands for no action but at the end of a name ([extend.md](extend.md#rights)).
- A preview leaves nothing behind: \`database.protect\` and \`fileStore.retain\` are refused in it.
`;
