import type { Cost } from '../cost/estimate';
import type { Account } from '../ports/account';
import type { Buckets } from '../ports/buckets';
import type { BundleFolders } from '../ports/bundle-folders';
import type { Bundles } from '../ports/bundles';
import type { Checkout } from '../ports/checkout';
import type { Clock } from '../ports/clock';
import type { Commands } from '../ports/commands';
import type { Databases } from '../ports/databases';
import type { Environments } from '../ports/environments';
import type { InstanceGroups } from '../ports/instance-groups';
import type { Packer } from '../ports/packer';
import type { Probe } from '../ports/probe';
import type { Records } from '../ports/records';
import type { SourceRepository } from '../ports/source-repository';
import type { Stacks } from '../ports/stacks';
import type { Synthesizer } from '../ports/synthesizer';
import type { Progress } from '../progress';
import type { ResolvedSettings } from '../settings/resolve';
import type { BundleChoice } from './bundles/bundle-choice';

/** What a deploy asks of the world, all in the account and region of its target. */
export interface DeployPorts {
  readonly account: Account;
  readonly stacks: Stacks;
  /** Where the other stage's bundle bucket is looked for when that stage is in another region. @default stacks */
  readonly otherStacks?: Stacks;
  readonly buckets: Buckets;
  readonly bundles: Bundles;
  readonly records: Records;
  readonly environments: Environments;
  readonly databases: Databases;
  readonly groups: InstanceGroups;
  readonly commands: Commands;
  readonly packer: Packer;
  readonly folders: BundleFolders;
  readonly synthesizer: Synthesizer;
  readonly probe: Probe;
  readonly repository: SourceRepository;
  readonly checkout: Checkout;
  readonly clock: Clock;
  readonly progress: Progress;
}

export interface DeployRequest {
  /** Of the target that is deployed. */
  readonly settings: ResolvedSettings;
  /** Folder of the settings file; services' folders are under it. */
  readonly root: string;
  /** A bundle that exists already. @default packed from the working copy */
  readonly bundle?: BundleChoice;
  /** What the target costs, for `limits.dailyCost`. @default not known: the limit is not looked at */
  readonly cost?: Cost;
  /** Ends an instance that is held. @default false: the deploy is refused */
  readonly release?: boolean;
  readonly signal?: AbortSignal;
}
