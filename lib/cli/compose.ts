import { type AwsClients, awsClients } from '../aws/clients';
import type { CleanupPorts } from '../cleanup/cleanup-request';
import type { DeployPorts } from '../deploy/deploy-request';
import { GitCheckout } from '../machine/git-checkout';
import { type LoadedSettings, loadSettingsFile } from '../machine/settings-file';
import { SystemClock } from '../machine/system-clock';
import type { Checkout } from '../ports/checkout';
import type { Farewells } from '../ports/farewells';
import type { ForgeIdentity } from '../ports/forge-identity';
import type { SourceRepository } from '../ports/source-repository';
import type { Progress } from '../progress';
import type { ResolvedSettings } from '../settings/resolve';
import type { Invocation } from './command';
import { gitHubOf } from './compose-github';
import { otherRegion } from './other-region';
import type { Session } from './session';

/** Every port, kept by an adapter that is loaded when it is first used: a command pays only for what it asks. */
export interface World extends DeployPorts, CleanupPorts {
  readonly farewells: Farewells;
  /** @default none: settings name no repository on GitHub */
  readonly forgeIdentity?: ForgeIdentity | undefined;
  /** Removes temporary files and closes connections. */
  close(): Promise<void>;
}

/** The settings file of an invocation, not checked yet. */
export function loadSettings({ cwd, env }: Invocation, file: string | undefined): Promise<LoadedSettings> {
  return loadSettingsFile({ from: cwd, ...(file !== undefined && { file }), environment: env });
}

export function checkoutOf({ env }: Invocation, folder: string): Checkout {
  return new GitCheckout({ folder, environment: env });
}

/** Where the branches live: on GitHub when the settings name a repository there, else in the git remote. */
export async function repositoryOf(
  invocation: Invocation,
  session: Session,
  progress: Progress,
): Promise<SourceRepository> {
  const github = gitHubOf(invocation, session, progress);
  if (github) return github.branches;
  const { GitRemote } = require('../machine/git-remote') as typeof import('../machine/git-remote');
  return GitRemote.open(session.file.remote ?? 'origin', { folder: session.root, environment: invocation.env });
}

/** The world as the product sees it, in the region of these settings. The only place where adapters are chosen. */
export async function openWorld(
  invocation: Invocation,
  session: Session,
  settings: ResolvedSettings,
  progress: Progress,
): Promise<World> {
  const clients = awsClients({ region: settings.values.region });
  const elsewhere = otherRegion(settings);
  const otherClients = elsewhere === undefined ? undefined : awsClients({ region: elsewhere });
  const clock = new SystemClock();
  const opening = repositoryOf(invocation, session, progress);
  const tools = once(() => {
    const { openBundleTools } = require('./compose-bundles') as typeof import('./compose-bundles');
    return openBundleTools(invocation);
  });
  const account = once(() => {
    const { AwsAccount } = require('../aws/account') as typeof import('../aws/account');
    return new AwsAccount(clients);
  });
  const stacksOf = (some: AwsClients) => {
    const { AwsStacks } = require('../aws/stacks') as typeof import('../aws/stacks');
    return new AwsStacks(some, clock);
  };
  const stacks = once(() => stacksOf(clients));
  // Nearly every command asks for stacks: their module, the largest, is loaded while git answers.
  stacks.value();
  const repository = await opening;
  const buckets = once(() => {
    const { AwsBuckets } = require('../aws/buckets') as typeof import('../aws/buckets');
    return new AwsBuckets(clients, clock);
  });
  const bundles = once(() => {
    const { AwsBundles } = require('../aws/bundles') as typeof import('../aws/bundles');
    return new AwsBundles(clients, clock);
  });
  const records = once(() => {
    const { AwsRecords } = require('../aws/records') as typeof import('../aws/records');
    return new AwsRecords(clients);
  });
  const remains = once(() => {
    const { AwsRemains } = require('../aws/remains') as typeof import('../aws/remains');
    return new AwsRemains(clients);
  });
  const heartbeats = once(() => {
    const { AwsHeartbeats } = require('../aws/heartbeats') as typeof import('../aws/heartbeats');
    return new AwsHeartbeats(clients);
  });
  const farewells = once(() => {
    const { AwsFarewells } = require('../aws/farewells') as typeof import('../aws/farewells');
    return new AwsFarewells(clients);
  });
  const environments = once(() => {
    const { AwsEnvironments } = require('../aws/environments') as typeof import('../aws/environments');
    return new AwsEnvironments(clients, clock);
  });
  const commands = once(() => {
    const { AwsCommands } = require('../aws/commands') as typeof import('../aws/commands');
    return new AwsCommands(clients, clock);
  });
  const snapshots = once(() => {
    const { AwsSnapshots } = require('../aws/snapshots') as typeof import('../aws/snapshots');
    return new AwsSnapshots(clients);
  });
  const synthesizer = once(() => {
    const { CdkSynthesizer } = require('../aws/synthesizer') as typeof import('../aws/synthesizer');
    return new CdkSynthesizer();
  });
  const probe = once(() => {
    const { HttpProbe } = require('../machine/http-probe') as typeof import('../machine/http-probe');
    return new HttpProbe();
  });
  return {
    get account() {
      return account.value();
    },
    get stacks() {
      return stacks.value();
    },
    ...(otherClients && { otherStacks: stacksOf(otherClients) }),
    get buckets() {
      return buckets.value();
    },
    get bundles() {
      return bundles.value();
    },
    get records() {
      return records.value();
    },
    get remains() {
      return remains.value();
    },
    get heartbeats() {
      return heartbeats.value();
    },
    get farewells() {
      return farewells.value();
    },
    get environments() {
      return environments.value();
    },
    get commands() {
      return commands.value();
    },
    get snapshots() {
      return snapshots.value();
    },
    get packer() {
      return tools.value().packer;
    },
    get folders() {
      return tools.value().folders;
    },
    get synthesizer() {
      return synthesizer.value();
    },
    get probe() {
      return probe.value();
    },
    get forgeIdentity() {
      return gitHubOf(invocation, session, progress)?.identity;
    },
    repository,
    checkout: session.checkout,
    clock,
    progress,
    close: async () => {
      await tools.made()?.close();
      clients.close();
      otherClients?.close();
    },
  };
}

function once<T>(make: () => T): { value(): T; made(): T | undefined } {
  let made: T | undefined;
  return {
    value: () => {
      made ??= make();
      return made;
    },
    made: () => made,
  };
}
