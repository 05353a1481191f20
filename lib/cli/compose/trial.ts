import { randomBytes } from 'node:crypto';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { containerVariables } from '../../endpoint/container-variables';
import { PreviewError } from '../../errors';
import { containerProgram, type LocalServer, mariaDbMissing } from '../../local/server';
import { lookForManagers } from '../../machine/dependencies/build-words';
import { GitCheckout } from '../../machine/git/git-checkout';
import { GitWorkingFolder } from '../../machine/git/git-working-folder';
import { copyPackages } from '../../machine/git/trial-copy';
import { SettingsFileSource } from '../../machine/settings/settings-file';
import { checkSettings } from '../../settings/check';
import { type ResolvedSettings, resolveSettings } from '../../settings/resolve';
import type { SettingsFile, TargetSettings } from '../../settings/settings';
import { firstTrial } from '../../try/first-trial';
import { containerService, needsMariaDb, needsPostgres, refuseContainers, refuseWithoutMariaDb } from '../../try/needs';
import { type Replaced, secretsIn, settingsHere } from '../../try/settings-here';
import { standInsFor } from '../../try/stand-ins';
import { type TrialBranch, trialBranch } from '../../try/trial-branch';
import type { CommonOptions, Invocation } from '../command';
import type { Session } from '../session';
import { instancesHere } from './dependencies';
import { openSession } from './open-session';
import { openTrialWorld, type TrialWorldRequest } from './trial-world';

export interface TrialOptions
  extends Pick<TrialWorldRequest, 'yes' | 'ask' | 'postgresUrl' | 'recordUnknown'>,
    CommonOptions {
  /** How the app runs, where there are no settings. @default guessed */
  readonly app?: string;
}

/** The repository of this run on an AWS of its own, ready to be deployed. */
export interface Trial {
  /** What commands of the trial may use: its copy of the repository, and its endpoint. */
  readonly invocation: Invocation;
  readonly session: Session;
  readonly settings: ResolvedSettings;
  readonly branch: TrialBranch;
  /** Folder of the copy that is tried, and of the repository that it is a copy of. */
  readonly folders: { readonly copy: string; readonly top: string };
  /** Files that differ from the last commit. */
  readonly uncommitted: number;
  /** What the repository does not say, and what was taken for it. */
  readonly assumed: readonly string[];
  readonly replaced: readonly Replaced[];
  /** What the database of the app runs on here; none for an app without one. */
  readonly remarks: readonly string[];
  /** What init would say of the repository. */
  readonly notes: readonly string[];
  close(): Promise<void>;
}

/** What CI says is about another working copy, and the variables of AWS about another AWS. */
const foreign = [
  'CI',
  'CIRCLECI',
  'GITHUB_ACTIONS',
  'AWS_PROFILE',
  'AWS_SESSION_TOKEN',
  'GITHUB_TOKEN',
  'CIRCLE_TOKEN',
  'SLACK_WEBHOOK_URL',
];

/**
 * Looks at the repository, and opens a world for it. The repository is only read.
 *
 * @throws PreviewError `repository-missing`, `settings-invalid`, `option-invalid`, `app-missing`, `try-impossible`, `package-manager-missing`, `postgres-missing` before anything is started
 */
export async function openTrial(outer: Invocation, options: TrialOptions): Promise<Trial> {
  const env: Invocation['env'] = { ...outer.env, ...Object.fromEntries(foreign.map((name) => [name, undefined])) };
  const folder = await GitWorkingFolder.open({ folder: outer.cwd, environment: env });
  const found = await settingsOf(outer, options, folder);
  const checkedOut = await new GitCheckout({ folder: folder.top, environment: env }).branch();
  const branch = trialBranch(found.file, checkedOut);
  const target = { kind: 'preview', branch: branch.name } as const;
  const { values } = resolveSettings(found.file, target);
  const container = containerService(values);
  if (container !== undefined) refuseContainers(container, await containerProgram(containerVariables(env)));
  for (const service of Object.values(values.services)) {
    await lookForManagers(service, join(folder.top, found.place), env);
  }
  if (needsMariaDb(values)) refuseWithoutMariaDb(await mariaDbMissing(env.PATH ?? ''));
  const { yes, ask, postgresUrl, recordUnknown = false } = options;
  const world = await openTrialWorld(
    { ...outer, env },
    {
      ...{
        top: folder.top,
        branch: branch.name,
        region: values.region,
        postgres: needsPostgres(values),
        yes,
        recordUnknown,
      },
      files: found.procfiles,
      ...(ask && { ask }),
      ...(postgresUrl !== undefined && { postgresUrl }),
    },
  );
  try {
    const { server, copy } = world;
    const standIns = makeStandIns(server, secretsIn(found.file));
    const { file, replaced } = settingsHere(found.file, { port: server.port, standIns });
    if (Object.values(values.services).some(({ build }) => build !== undefined)) {
      await copyPackages({ from: folder.top, into: copy.folder, environment: env });
    }
    await copyReadyBundles(values, { from: join(folder.top, found.place), into: join(copy.folder, found.place) });
    const root = [copy.folder, ...(found.place === '' ? [] : [found.place])].join('/');
    const { endpoint: url, credentials, region } = server;
    const variables = {
      ...{ AWS_ENDPOINT_URL: url, AWS_REGION: region, AWS_DEFAULT_REGION: region },
      ...{ AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey },
      ...instancesHere(),
    };
    const invocation = { ...outer, env: { ...env, ...variables }, cwd: root, endpoint: { url, credentials } };
    const session = await openSession(invocation, {}, { load: async () => ({ value: file, name: found.name, root }) });
    const [ofPostgres = '', ofOthers = ''] = await server.world.databases.remarks();
    const remark = needsPostgres(values) ? ofPostgres : ofOthers;
    return {
      folders: { copy: copy.folder, top: folder.top },
      remarks: values.database === 'none' ? [] : [remark],
      ...{ invocation, session, settings: session.settingsOf(target), branch, uncommitted: copy.uncommitted },
      // Of settings that init would write, the team has written none that could be replaced.
      ...{ assumed: found.assumed, notes: found.notes, replaced: found.assumed.length > 0 ? [] : replaced },
      close: world.close,
    };
  } catch (error) {
    await world.close();
    throw error;
  }
}

interface Found {
  readonly file: SettingsFile;
  readonly name: string;
  /** Folder of the settings, from the top of the repository. */
  readonly place: string;
  readonly procfiles: readonly { readonly path: string; readonly text: string }[];
  readonly assumed: readonly string[];
  readonly notes: readonly string[];
}

/** The settings of the repository; where it has none, those that `init` would write. */
async function settingsOf(
  { cwd, env }: Invocation,
  { config, app }: TrialOptions,
  folder: GitWorkingFolder,
): Promise<Found> {
  const source = new SettingsFileSource({ from: cwd, environment: env, ...(config !== undefined && { file: config }) });
  try {
    const { value, name, root } = await source.load();
    const place = relative(folder.top, root);
    // A file above the repository is of another one.
    if (config !== undefined || !place.startsWith('..')) {
      if (app !== undefined) throw appBesideSettings(name);
      return {
        file: checkSettings(value),
        name,
        place: place.startsWith('..') ? folder.place : place,
        procfiles: [],
        assumed: [],
        notes: [],
      };
    }
  } catch (error) {
    if (config !== undefined || !(error instanceof PreviewError) || error.code !== 'settings-missing') throw error;
  }
  const first = await firstTrial(folder, app);
  return { ...first, name: 'the settings that `init` would write', place: folder.place };
}

function appBesideSettings(name: string): PreviewError {
  return new PreviewError('option-invalid', `--app was given, and ${name} says what the app runs on`, {
    fault: 'user',
    hint: 'Leave --app out, or change `platform` of the service in the settings.',
  });
}

/** A ready zip is made by something before us, and git does not track it. */
async function copyReadyBundles(
  { services }: Pick<TargetSettings, 'services'>,
  { from, into }: { readonly from: string; readonly into: string },
): Promise<void> {
  for (const { bundle } of Object.values(services)) {
    if (bundle === undefined) continue;
    await mkdir(dirname(join(into, bundle)), { recursive: true });
    // One that is missing is for the deploy to say.
    await copyFile(join(from, bundle), join(into, bundle)).catch(() => undefined);
  }
}

/** Makes a secret with a random value for each that is named, and gives its ARN by the one that is written. */
function makeStandIns({ world, region }: LocalServer, arns: readonly string[]): ReadonlyMap<string, string> {
  const made = new Map<string, string>();
  const random = () => randomBytes(24).toString('base64url');
  for (const standIn of standInsFor(arns)) {
    if (standIn.kind === 'parameter') {
      made.set(standIn.arn, world.parameters.put(standIn.name, random(), { type: 'SecureString', region }).arn);
      continue;
    }
    const keys = Object.keys(standIn.arns);
    const whole = keys.every((key) => key === '');
    const value = whole
      ? random()
      : JSON.stringify(Object.fromEntries(keys.filter(Boolean).map((key) => [key, random()])));
    const arn = world.secrets.create({ name: standIn.name, value, region, tags: {} });
    for (const [key, written] of Object.entries(standIn.arns)) made.set(written, key === '' ? arn : `${arn}:${key}`);
  }
  return made;
}
