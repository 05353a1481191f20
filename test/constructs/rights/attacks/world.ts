import { previewAllowList } from '../../../../lib/facts/preview-allow-list';
import { namesOf } from '../../../../lib/naming/resource-names';
import type { Stage, Target } from '../../../../lib/naming/target';
import { resolveSettings } from '../../../../lib/settings/resolve';
import { rightsFor } from '../../../../lib/settings/rights/rights-for';
import type { SettingsFile, SettingsLayer } from '../../../../lib/settings/settings';
import {
  accountFacts,
  applicationInput,
  circleCi,
  environmentInput,
  preview,
  production,
  settingsFile,
  staging,
  threeServices,
} from '../../inputs';
import { environmentTemplate, wholeApplicationTemplate } from '../../template';
import { type Holder, type Part, type Policies, partOf } from './parts';
import { bundleBucket } from './resolved';

/** Everything that allows or denies something, with the names by which rows call it. */
export interface World {
  /** Each policy, boundary, trust policy and policy of a resource by its name. */
  readonly policies: Policies;
  /** Roles by name, with their policies and their boundary. */
  readonly holders: ReadonlyMap<string, Holder>;
}

// Staging, production and two projects in one account: the worst case for names.
export const account = '111122223333';
const inRegion = (service: string) => `arn:aws:${service}:eu-central-1:${account}:`;
export const secretArn = (name: string) => `${inRegion('secretsmanager')}secret:${name}-AbCdEf`;
export const keyArn = `${inRegion('kms')}key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0`;
export const botArn = `arn:aws:iam::${account}:role/bots/shop-bot`;
const image = `${account}.dkr.ecr.eu-central-1.amazonaws.com/shop/web@sha256:${'0a'.repeat(32)}`;

/** Whatever of a service or of CI brings rights with it. Rights that a setting brings alone belong here, too. */
const everything: SettingsLayer = {
  ...circleCi,
  control: { principal: botArn },
  alarms: { email: 'on-call@acme.com' },
  services: {
    ...threeServices.services,
    web: {
      ...threeServices.services?.web,
      ...{ platform: 'docker', containerPort: 3000, image, secretKeys: [keyArn] },
      secrets: { TOKEN: `${inRegion('ssm')}parameter/shop/token` },
    },
  },
};

/** Visitors of previews are asked for it. */
export const accessSecret = secretArn('visitors');
const asking: SettingsLayer = { access: { password: accessSecret } };

function fileWith(layer: SettingsLayer): SettingsFile {
  const { base, ...file } = settingsFile(layer);
  return {
    ...file,
    ...(base && { base }),
    // Stages under the domain of previews: their names are closed to them.
    staging: { account, host: 'staging.preview.acme.dev', ...layer },
    production: { account, host: 'www.preview.acme.dev', ...layer },
    preview: { ...file.preview, ...asking },
    branches: [
      {
        match: 'data/*',
        because: 'they need real data',
        settings: { database: { snapshot: { newestOf: 'masked', credentials: secretArn('snapshot') } } },
      },
    ],
  };
}

function applicationOf(stage: Stage, file: SettingsFile, label = ''): Part {
  const target: Target = { kind: stage };
  const { previewSettings, ...input } = applicationInput(target);
  // As the CDK makes it: where it is too long, what is sent is spelt otherwise.
  const template = wholeApplicationTemplate({
    ...input,
    settings: resolveSettings(file, target),
    ...(previewSettings && { previewSettings: resolveSettings(file, preview), previewReach: previewAllowList(file) }),
    account: { ...accountFacts(target), account },
  });
  return partOf(template, { account, stack: `shop-application-${stage}` }, { label });
}

async function environmentOf(target: Target): Promise<Part> {
  const stage = target.kind === 'production' ? 'production' : 'staging';
  const permissionsBoundaryArn = `arn:aws:iam::${account}:policy/shop-${stage}-boundary`;
  const facts = {
    account,
    bundleBucket: bundleBucket.replace('staging', stage),
    permissionsBoundaryArn,
    mayAlarm: true,
  };
  const template = await environmentTemplate(
    environmentInput(target, target.kind === 'preview' ? { ...everything, ...asking } : everything, facts),
  );
  return partOf(template, { account, stack: namesOf('shop', target).stackName }, { owner: target.kind });
}

/** Behind the names of roles and boundaries of a project whose settings give rights to extensions. */
export const given = ' with rights';

/** All ready rights at once: what they add, and the holders that have it. */
async function withRights(stage: Stage, without: Part): Promise<Part> {
  const rights = rightsFor('redis', 'lambda', 'topic', 'table');
  const { policies, holders } = await applicationOf(stage, fileWith({ ...everything, rights }), given);
  const added = new Map(
    [...policies].filter(
      ([name, statements]) =>
        JSON.stringify(without.policies.get(name.slice(0, -given.length))) !== JSON.stringify(statements),
    ),
  );
  const nameOf = (policy: string) => (added.has(policy) ? policy : policy.slice(0, -given.length));
  const changed = [...holders].filter(([, holder]) => holder.policies.some((policy) => added.has(policy)));
  const having = changed.map(([name, holder]): [string, Holder] => [
    name,
    { ...holder, policies: holder.policies.map(nameOf) },
  ]);
  return { policies: added, holders: new Map(having) };
}

const onGitHubOnly = ' on GitHub';

/** Jobs on GitHub, and production in an account of its own. */
function onGitHub(stage: Stage): Part {
  const file = fileWith({ ci: { provider: 'github-actions', ownerId: 123456, repositoryId: 456789 }, control: {} });
  const apart = { ...file, production: { ...file.production, account: '444455556666' } };
  const { policies, holders } = applicationOf(stage, apart, onGitHubOnly);
  // What its roles may is in the other part already; whom they trust, and the policies of buckets, are not.
  const ofRoles = new Set([...holders.values()].flatMap((holder) => holder.policies));
  return { policies: new Map([...policies].filter(([name]) => !ofRoles.has(name))), holders: new Map() };
}

let made: Promise<World> | undefined;

/** Synthesized once for each test file. */
export function theWorld(): Promise<World> {
  made ??= make();
  return made;
}

async function make(): Promise<World> {
  const file = fileWith(everything);
  const applications = await Promise.all([applicationOf('staging', file), applicationOf('production', file)]);
  const parts = await Promise.all([
    ...applications,
    withRights('staging', applications[0]),
    withRights('production', applications[1]),
    ...[preview, staging, production].map(environmentOf),
    onGitHub('staging'),
    onGitHub('production'),
  ]);
  const all = new Map(parts.flatMap(({ policies }) => [...policies]));
  const isKnown = ([name, statements]: readonly [string, unknown]) =>
    name.endsWith(onGitHubOnly) &&
    JSON.stringify(all.get(name.slice(0, -onGitHubOnly.length))) === JSON.stringify(statements);
  return {
    policies: new Map([...all].filter((policy) => !isKnown(policy))),
    holders: new Map(parts.flatMap(({ holders }) => [...holders])),
  };
}
