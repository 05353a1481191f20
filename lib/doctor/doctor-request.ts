import type { Account } from '../ports/account';
import type { Certificates } from '../ports/certificates';
import type { Checkout } from '../ports/checkout';
import type { Clock } from '../ports/clock';
import type { Environments } from '../ports/environments';
import type { ForgeIdentity } from '../ports/forge-identity';
import type { ForgeRights } from '../ports/forge-rights';
import type { Heartbeats } from '../ports/heartbeats';
import type { Quotas } from '../ports/quotas';
import type { Roles } from '../ports/roles';
import type { SourceRepository } from '../ports/source-repository';
import type { Stacks } from '../ports/stacks';
import type { ApplicationInput, Synthesizer } from '../ports/synthesizer';
import type { Zones } from '../ports/zones';
import type { Progress } from '../progress';

/** What the doctor asks of the world: nothing that changes it. */
export interface DoctorPorts {
  readonly account: Account;
  readonly stacks: Stacks;
  readonly environments: Environments;
  readonly heartbeats: Heartbeats;
  readonly synthesizer: Synthesizer;
  readonly quotas: Quotas;
  readonly zones: Zones;
  readonly certificates: Certificates;
  readonly roles: Roles;
  readonly checkout: Checkout;
  /** Opened only when it is looked at, for that may fail. */
  readonly repository: () => Promise<SourceRepository>;
  /** What the token may do on GitHub. @default none: settings name no repository there */
  readonly rights?: ForgeRights;
  /** As what GitHub shows the repository. @default none: settings name none there */
  readonly forgeIdentity?: ForgeIdentity;
  readonly clock: Clock;
  readonly progress: Progress;
}

/** The stage's settings (production's or staging's), and those of its previews, when it has any. */
export interface DoctorRequest extends Pick<ApplicationInput, 'settings' | 'previewSettings' | 'previewReach'> {
  /** Path of the settings file. */
  readonly file: string;
  readonly signal?: AbortSignal;
}
