import type { TargetKind } from '../naming/target';
import type { AccessSettings } from './access/access-settings';
import type { AlarmSettings } from './alarms/alarm-settings';
import type { CiSettings, ControlSettings, PromotionSettings } from './ci-settings';
import type { DatabaseSettings, FileStoreSettings } from './data-settings';
import type { RightsSettings } from './rights/rights-settings';
import type { SleepSettings } from './sleep/sleep-settings';

export type {
  DatabaseField,
  DatabaseSettings,
  FileStoreField,
  FileStoreSettings,
  SnapshotSettings,
} from './data-settings';

/** How requests reach the instances of a target. */
export type Routing = 'shared-load-balancer' | 'load-balancer' | 'single-instance';

/** One Beanstalk environment inside a target. */
export interface ServiceSettings {
  /** `public` answers at a host of its own, `internal` answers only siblings that link to it, `worker` has no address and takes messages from its queue. @default 'public' */
  readonly kind: 'public' | 'internal' | 'worker';
  /** Siblings that it calls. Each is deployed before it and gives it `<NAME>_URL`, or `<NAME>_QUEUE_URL` when it is a worker. @default [] */
  readonly links: readonly string[];
  /** How a worker takes its messages, see below. @default none: a worker has the values below, others have no queue */
  readonly queue?: QueueSettings;
  /** Friendly name of the platform (`nodejs-22`, `python-3.13`) or a platform ARN. @default 'nodejs-22' */
  readonly platform: string;
  /** EC2 instance type; previews of a service whose type is not ARM get 't3.micro'. @default 't4g.small' (previews: 't4g.micro') */
  readonly instanceType: string;
  /** Instances at least and at most. @default { min: 1, max: 1 } (production: { min: 2, max: 4 }) */
  readonly instances: { readonly min: number; readonly max: number };
  /** Path that answers 200 when the app is well; it must not need seed data. @default '/health' */
  readonly healthPath: string;
  /** The folder whose files become the bundle, from the settings file's folder. @default '.' */
  readonly folder: string;
  /** Command that builds the app before the bundle is made, as a list of arguments. @default none */
  readonly build?: readonly string[];
  /** Files and folders that `build` writes and git does not track, from `folder`. @default [] */
  readonly buildOutput: readonly string[];
  /**
   * Where the production dependencies are installed: `packed` when the bundle is made, for the machine of the instance, into the bundle; `instance` by
   * Beanstalk when it is deployed. @default none: `packed` in a workspace and with another package manager than npm, else `instance`
   */
  readonly dependencies?: 'packed' | 'instance';
  /** On the platform `docker`: the image that is the whole bundle, by digest (`registry/name@sha256:…`). @default none: the bundle says it */
  readonly image?: string;
  /** The port on which the container of `image` listens. @default none: 8080 with an image */
  readonly containerPort?: number;
  /** A ready bundle (a zip) instead of making one, from the settings file's folder. @default none */
  readonly bundle?: string;
  /** Plain environment properties. @default {} */
  readonly environment: Readonly<Record<string, string>>;
  /** Environment properties read from Secrets Manager or SSM: name → full ARN, optionally with `:key`. Granted exactly. @default {} */
  readonly secrets: Readonly<Record<string, string>>;
  /** ARNs of KMS keys of your own under which `secrets` lie; the keys' policies must allow the role too. @default [] */
  readonly secretKeys: readonly string[];
  /** How a new version reaches several instances. @default 'AllAtOnce' (production: 'Rolling') */
  readonly deploymentPolicy: 'AllAtOnce' | 'Rolling' | 'RollingWithAdditionalBatch' | 'Immutable';
  /** Days that log events are kept while the environment lives. @default 7 (production: 90) */
  readonly logRetentionDays: number;
  /** Size of the instance's root volume in GiB. @default 10 */
  readonly rootVolumeGiB: number;
}

/** The queue of a worker. Its dead-letter queue keeps for 14 days what fails too often. */
export interface QueueSettings {
  /** Path of the app to which Beanstalk posts each message; an answer of 200 takes it off the queue. @default '/' */
  readonly path: string;
  /** A message that is not answered by then is given again, in seconds. @default 300 */
  readonly visibilitySeconds: number;
  /** How often a message is tried before it goes to the dead-letter queue. @default 5 */
  readonly attempts: number;
}

/** Installs test data on a new stack, inside one instance of a service. */
export interface SeedSettings {
  /** The service whose instance runs the command. @default 'web' */
  readonly service: string;
  /** Shell command that the instance runs in the app's folder, as the app's user and with its environment. Idempotent. Must be given. */
  readonly command: string;
  /** The command is ended when it takes longer. @default 15 */
  readonly timeoutMinutes: number;
}

/** The network that the instances of a target are in. */
export interface NetworkSettings {
  /** VPC of the instances, the balancer and the database. @default the default VPC of the account and region */
  readonly vpcId?: string;
  /** Where the instances stand. @default 'public' */
  readonly instanceSubnets: 'public' | 'private';
}

/** What previews may not exceed, whatever `preview` and the overrides of branches say. */
export interface LimitSettings {
  /** Instances of one service at most. @default none */
  readonly instances?: number;
  /** Patterns of EC2 instance types (globs), such as 't4g.*'. @default none: any type */
  readonly instanceTypes?: readonly string[];
  /** Patterns of RDS instance classes (globs), such as 'db.t4g.*'. @default none: any class */
  readonly instanceClasses?: readonly string[];
  /** GiB of the database's disk at most. @default none */
  readonly storageGiB?: number;
  /**
   * US dollars a day at most, from 0.01 to 100000, by the list prices of `cost`; a deploy that costs more is refused before anything is tried
   * (`cost-over-limit`). What the reckoning does not count, and lines whose price is not known, do not count here either. @default none
   */
  readonly dailyCost?: number;
}

/** What bounds the cleanup job. It reads them from the default branch, so that no other branch can loosen them. */
export interface CleanupSettings {
  /** A preview or a left-over folder is never removed while it is younger than this by AWS's clock, in minutes. @default 60 */
  readonly graceMinutes: number;
  /** A run that would delete more previews than this deletes none. @default 20 */
  readonly maxDeletions: number;
  /** A run that would delete a larger share of the previews than this (0–1), and more than 3, deletes none. @default 0.5 */
  readonly maxShare: number;
  /** Branch patterns (globs) whose previews are always kept. @default [] */
  readonly protectedBranches: readonly string[];
  /** `list` warns when the last good run is older than this, in hours. @default 6 */
  readonly maxAgeHours: number;
  /** Previews that are deleted side by side. @default 10 */
  readonly deletionsAtOnce: number;
  /** After this many minutes a run begins nothing new; the next run goes on. @default 50 */
  readonly maxMinutes: number;
  /** A preview goes after this many days without a push to its branch; 0 is never. @default 0 */
  readonly expireAfterDays: number;
  /**
   * A preview's comment and Slack say once, so many days before it goes for want of a push, that it will go and how to keep it; half of `expireAfterDays`
   * before where that is less. 0 is never. @default 2
   */
  readonly warnDays: number;
  /**
   * A record (`keep`) keeps a preview for at most this many days after its stack was last changed, whatever date it says; `'forever'` is as long as it
   * says. @default 30
   */
  readonly maxKeepDays: number | 'forever';
  /** Previews go whose branch gets none (`skip`, `*-no-infra`) but got one earlier. @default false */
  readonly removeSkipped: boolean;
}

/** What is announced about a target, and where: on GitHub when `github` is set and GITHUB_TOKEN given, in Slack when SLACK_WEBHOOK_URL is given. */
export interface AnnounceSettings {
  /** A deployment on GitHub with its states. @default true */
  readonly deployments: boolean;
  /** One comment on each open pull request of the branch; previews only. @default true */
  readonly comment: boolean;
  /** A status beside the commit. @default true */
  readonly commitStatus: boolean;
  /** A message to Slack when a deploy ends, or when cleanup deleted something or failed. @default true */
  readonly slack: boolean;
  /** What a day of the preview costs by your own reckoning, as text: shown in the comment and where a deploy ends, in place of ours. @default none: what `cost` says */
  readonly costPerDay?: string;
}

/** The effective values of one target. */
export interface TargetSettings {
  /** AWS account id, 12 digits; checked before anything is tried. @default whatever account the credentials belong to */
  readonly account?: string;
  /** AWS region. Must be given. */
  readonly region: string;
  /** Scheme of the URLs. @default 'https' */
  readonly scheme: 'https' | 'http';
  /** Port of the URLs. @default 443 for https, 80 for http */
  readonly port: number;
  /** How requests reach the instances. @default 'load-balancer' (previews: 'shared-load-balancer') */
  readonly routing: Routing;
  /** The host of production or staging; previews have none of their own: theirs is `<id>.<previewDomain>`. @default none: each says its own */
  readonly host?: string;
  /** The domain under which every preview has its label. @default none: must be given */
  readonly previewDomain?: string;
  /** Route 53 zone that holds the host. @default the zone of the domain, found by deploy-application */
  readonly hostedZoneId?: string;
  /** ACM certificate for the host or `*.<previewDomain>`. @default one that the application stack makes */
  readonly certificateArn?: string;
  /** Where the target stands; see below. */
  readonly network: NetworkSettings;
  /** Who may look at it; see below. */
  readonly access: AccessSettings;
  /** By name: `[a-z][a-z0-9]*`, 7 characters at most. `web` is the main one, public, and has the target's own host. */
  readonly services: Readonly<Record<string, ServiceSettings>>;
  /** The database of the target. @default a small PostgreSQL; 'none' for an app without a database */
  readonly database: DatabaseSettings | 'none';
  /** The bucket for the app's files. @default a bucket; 'none' for an app that stores no files */
  readonly fileStore: FileStoreSettings | 'none';
  /** Who reads and writes the target's buckets is logged by S3, for 90 days, in a bucket of the application stack. @default false (production: true) */
  readonly accessLogs: boolean;
  /** Test data for a new stack, see below; never run on production. @default none */
  readonly seed?: SeedSettings;
  /**
   * Branch patterns (globs) that get no preview, besides those that always hold: `*-no-infra`, the branches of merge queues
   * (`gh-readonly-queue/**`, `mergify/merge-queue/**`, `trunk-merge/**`) and `**-branch-deploy-lock`. @default []
   */
  readonly skip: readonly string[];
  /** A deploy that would make one preview more than this is refused. @default 20 */
  readonly maxPreviews: number;
  /** Deploys of this target's CloudFormation stack refuse deletion. @default false (production: true) */
  readonly terminationProtection: boolean;
  /**
   * How long deploy waits for health, in minutes. Where all hosts end with `localhost`, which is the embedded endpoint, 2 unless it is
   * written. @default 15
   */
  readonly healthTimeoutMinutes: number;
  /** Bundles with `.ebextensions` that hold `Resources:` are allowed. @default false (production and staging: true) */
  readonly allowBundleResources: boolean;
  /** What previews may not exceed; see below. @default none */
  readonly limits?: LimitSettings;
  /** Who may deploy from CI; see below. @default none: the application stack makes no roles for CI */
  readonly ci?: CiSettings;
  /** Who may act on previews from a pull request, a chat or a page; see below. @default none: the application stack makes no role for it */
  readonly control?: ControlSettings;
  /** What an extension needs of AWS besides what every stack has; see below. @default none */
  readonly rights?: RightsSettings;
  /** Needed when staging is in another account; see below. @default none: staging's application stack says it */
  readonly promoteFrom?: PromotionSettings;
  /** What bounds the cleanup job; see below. */
  readonly cleanup: CleanupSettings;
  /** When previews sleep by themselves; see below. 'none' for branches that never do. Previews only. @default none: they never do */
  readonly sleep?: SleepSettings | 'none';
  /** What is announced on GitHub and in Slack; see below. */
  readonly announce: AnnounceSettings;
  /**
   * Who is woken when staging or production is not well; see below. Previews have no alarms. Where there were some, 'none' takes them away: leave it
   * until a deploy has done so. @default none: no alarms and no dashboard
   */
  readonly alarms?: AlarmSettings | 'none';
}

type Scalar = string | number | boolean;
/** Every key optional, records merged, lists replaced. */
export type DeepPartial<T> = T extends Scalar
  ? T
  : T extends readonly unknown[]
    ? T
    : T extends object
      ? { readonly [K in keyof T]?: DeepPartial<T[K]> }
      : T;

/** One layer of settings as a person writes it. */
export type SettingsLayer = DeepPartial<TargetSettings>;

/** Overrides for the previews of some branches. */
export interface BranchOverride {
  /** Glob over the raw branch name: `*` stops at a slash, `**` crosses it, `?` is one character. */
  readonly match: string;
  /** Why these branches differ; shown with each value that comes from here. */
  readonly because: string;
  /** What differs for these branches. What previews share (account, domain, network, cleanup and the like) cannot. */
  readonly settings: SettingsLayer;
}

/** The whole settings file: what `defineSettings` takes. */
export interface SettingsFile {
  /** Short name, prefix of every AWS name: `[a-z][a-z0-9]*(-[a-z0-9]+)*`, 10 characters at most. */
  readonly project: string;
  /** `owner/repository` on GitHub. @default none: branches come from the git remote */
  readonly github?: string;
  /** Names that this repository had before: stacks of theirs are this one's. `owner/repository` on GitHub, which needs `github`; of a git remote what the tag `preview-stacks:repository` says (`git:git.acme.dev/team/shop`). @default none */
  readonly formerly?: readonly string[];
  /** Name of the git remote that branches are read from. @default 'origin' */
  readonly remote?: string;
  /** Module (`.ts`, `.mjs` or `.js`) whose default export adds to the stack of every target, from the settings file's folder: docs/extend.md. @default none */
  readonly extend?: string;
  /** What holds for every target unless its own layer says otherwise. */
  readonly base: SettingsLayer;
  /** Extends `base`; a push to `branch` ('production') deploys it. @default none: there is no production */
  readonly production?: SettingsLayer & { readonly branch?: string };
  /** Extends `base`; a push to `branch` ('main') deploys it. @default none: there is no staging */
  readonly staging?: SettingsLayer & { readonly branch?: string };
  /** Extends `staging`, for every other branch. @default only what is built in */
  readonly preview?: SettingsLayer;
  /** Extend `preview` for the branches that match. @default [] */
  readonly branches?: readonly BranchOverride[];
}

/** The layers as a person writes them, from the most general to the most particular. */
export type LayerName = 'base' | TargetKind | `branches[${number}]`;
