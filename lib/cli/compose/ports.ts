import { awsPorts } from '../../aws/aws-ports';
import { type AwsClientOptions, awsClients } from '../../aws/clients';
import type { CleanupPorts } from '../../cleanup/cleanup-request';
import type { DeployPorts } from '../../deploy/deploy-request';
import { lazily, typed } from '../../lazily';
import { SystemClock } from '../../machine/system-clock';
import type { Audit } from '../../ports/audit';
import type { ForgeIdentity } from '../../ports/forge-identity';
import type { RemovalNotices } from '../../ports/removal-notices';
import type { Secrets } from '../../ports/secrets';
import type { Sessions } from '../../ports/sessions';
import type { SourceRepository } from '../../ports/source-repository';
import type { Synthesizer } from '../../ports/synthesizer';
import type { Traffic } from '../../ports/traffic';
import type { Progress } from '../../progress';
import type { ResolvedSettings } from '../../settings/resolve';
import type { Invocation, OptionsOf } from '../command';
import type * as flags from '../flags';
import type { Session } from '../session';
import { openBundleTools } from './bundles';
import { openExtensions } from './extensions';
import { gitHubOf } from './github';
import { type LocalPorts, localPorts } from './local-ports';
import { otherRegion } from './other-region';

/** Every port, kept by an adapter that is loaded when it is first used: a command pays only for what it asks. */
export interface Ports extends DeployPorts, CleanupPorts, LocalPorts {
  readonly audit: Audit;
  readonly removalNotices: RemovalNotices;
  readonly sessions: Sessions;
  readonly secrets: Secrets;
  readonly traffic: Traffic;
  /** @default none: settings name no repository on GitHub */
  readonly forgeIdentity?: ForgeIdentity | undefined;
  /** Removes temporary files and closes connections. */
  close(): Promise<void>;
}

/** Which AWS: the endpoint of this run; else the profile that the SDK takes, for errors to name it. */
export function profileOf({ env, endpoint }: Invocation): Pick<AwsClientOptions, 'profile' | 'endpoint'> {
  if (endpoint) return { endpoint };
  return env.AWS_PROFILE ? { profile: env.AWS_PROFILE } : {};
}

/** Where the branches live: on GitHub when the settings name a repository there, else in the git remote. */
export async function repositoryOf(
  invocation: Invocation,
  session: Session,
  progress: Progress,
): Promise<SourceRepository> {
  const github = gitHubOf(invocation, session, progress);
  if (github) return github.branches;
  const { GitRemote } = require('../../machine/git/git-remote') as typeof import('../../machine/git/git-remote');
  return GitRemote.open(session.file.remote ?? 'origin', { folder: session.root, environment: invocation.env });
}

/** What makes templates, where nothing else is asked. */
export function openSynthesizer({ env }: Pick<Invocation, 'env'>, session: Session): Synthesizer {
  const { CdkSynthesizer } = typed<typeof import('../../aws/cloudformation/synthesizer')>(
    require('../../aws/cloudformation/synthesizer'),
  );
  return new CdkSynthesizer(openExtensions(env, session.root));
}

/** Every port, in the region of these settings. Adapters are chosen in this folder only. */
export async function openPorts(
  invocation: Invocation,
  session: Session,
  settings: ResolvedSettings,
  progress: Progress,
  { allowDirty }: OptionsOf<typeof flags.allowDirty> = {},
): Promise<Ports> {
  const clock = new SystemClock();
  const clients = awsClients({ region: settings.values.region, ...profileOf(invocation) });
  const region = otherRegion(settings);
  const elsewhere = region === undefined ? undefined : awsClients({ region, ...profileOf(invocation) });
  const opening = repositoryOf(invocation, session, progress);
  const github = gitHubOf(invocation, session, progress);
  const tools = openBundleTools(invocation, { allowDirty });
  const ports = lazily<Ports>({
    ...awsPorts(clients, clock, openExtensions(invocation.env, session.root)),
    ...(elsewhere && { otherStacks: awsPorts(elsewhere, clock).stacks }),
    ...localPorts(invocation),
    packer: () => tools.packer,
    folders: () => tools.folders,
    probe: () =>
      new (typed<typeof import('../../machine/http-probe')>(require('../../machine/http-probe')).HttpProbe)(),
    ...(github && { forgeIdentity: () => github.identity }),
    repository: () => repository,
    checkout: () => session.checkout,
    clock: () => clock,
    progress: () => progress,
    close: () => async () => {
      await tools.close();
      clients.close();
      elsewhere?.close();
    },
  });
  // Nearly every command asks for stacks: their module, the largest, is loaded while git answers.
  void ports.stacks;
  const repository = await opening;
  return ports;
}
