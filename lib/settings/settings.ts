import type { TargetKind } from '../naming/target';

/** How requests reach the instances of a target. */
export type Routing = 'shared-load-balancer' | 'load-balancer' | 'single-instance';

/** One Beanstalk environment inside a target. */
export interface ServiceSettings {
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
  /** A ready bundle (a zip) instead of making one, from the settings file's folder. @default none */
  readonly bundle?: string;
  /** Plain environment properties. @default {} */
  readonly environment: Readonly<Record<string, string>>;
  /** Environment properties read from Secrets Manager or SSM: name → full ARN, optionally with `:key`. Granted exactly. @default {} */
  readonly secrets: Readonly<Record<string, string>>;
  /** How a new version reaches several instances. @default 'AllAtOnce' (production: 'Rolling') */
  readonly deploymentPolicy: 'AllAtOnce' | 'Rolling' | 'RollingWithAdditionalBatch' | 'Immutable';
  /** Days that log events are kept while the environment lives. @default 7 (production: 90) */
  readonly logRetentionDays: number;
  /** Size of the instance's root volume in GiB. @default 10 */
  readonly rootVolumeGiB: number;
}

/** The RDS instance of a target. */
export interface DatabaseSettings {
  /** Kind of database. @default 'postgres' */
  readonly engine: 'postgres';
  /** Engine version with its minor part. @default '17.6' */
  readonly version: string;
  /** RDS instance class. @default 'db.t4g.micro' (production: 'db.t4g.medium') */
  readonly instanceClass: string;
  /** Size of the disk. @default 20 */
  readonly storageGiB: number;
  /** Name of the database inside the instance. @default 'app' */
  readonly name: string;
  /** A standby in a second zone. @default false (production: true) */
  readonly multiAz: boolean;
  /** Days of automatic backups; 0 is none. @default 0 (staging: 1, production: 14) */
  readonly backupRetentionDays: number;
  /** A final snapshot is taken, deletion refused, and the instance kept when its stack goes. @default false (production: true) */
  readonly protect: boolean;
}

/** The S3 bucket of a target. */
export interface FileStoreSettings {
  /** Keep former versions of objects. @default true (previews: false) */
  readonly versioned: boolean;
  /** The bucket stays when its stack goes. @default false (production: true) */
  readonly retain: boolean;
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

/** The network that the instances of a target stand in. */
export interface NetworkSettings {
  /** VPC of the instances, the balancer and the database. @default the default VPC of the account and region */
  readonly vpcId?: string;
  /** Where the instances stand. @default 'public' */
  readonly instanceSubnets: 'public' | 'private';
}

/** What bounds the cleanup job. It reads them from the default branch, so that no other branch can loosen them. */
export interface CleanupSettings {
  /** A preview is never removed while it is younger than this, in minutes. @default 60 */
  readonly graceMinutes: number;
  /** A run that would delete more previews than this deletes none. @default 20 */
  readonly maxDeletions: number;
  /** A run that would delete a larger share of the previews than this (0–1), and more than 3, deletes none. @default 0.5 */
  readonly maxShare: number;
  /** Branch patterns (globs) whose previews are always kept. @default [] */
  readonly protectedBranches: readonly string[];
  /** `list` warns when the last good run is older than this, in hours. @default 6 */
  readonly maxAgeHours: number;
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
  /** Who may reach the balancer. @default { cidrs: ['0.0.0.0/0'] } */
  readonly access: { readonly cidrs: readonly string[] };
  /** By name: `[a-z][a-z0-9]*`, 7 characters at most. One public service named `web` for now. */
  readonly services: Readonly<Record<string, ServiceSettings>>;
  /** The database of the target. @default a small PostgreSQL; 'none' for an app without a database */
  readonly database: DatabaseSettings | 'none';
  /** The bucket for the app's files. @default a bucket; 'none' for an app that stores no files */
  readonly fileStore: FileStoreSettings | 'none';
  /** Test data for a new stack, see below; never run on production. @default none */
  readonly seed?: SeedSettings;
  /** Branch patterns (globs) that get no preview, besides `*-no-infra`, which always holds. @default [] */
  readonly skip: readonly string[];
  /** A deploy that would make one preview more than this is refused. @default 20 */
  readonly maxPreviews: number;
  /** Deploys of this target's CloudFormation stack refuse deletion. @default false (production: true) */
  readonly terminationProtection: boolean;
  /** How long deploy waits for health, in minutes. @default 15 */
  readonly healthTimeoutMinutes: number;
  /** Bundles with `.ebextensions` that hold `Resources:` are allowed. @default false (production and staging: true) */
  readonly allowBundleResources: boolean;
  /** What bounds the cleanup job; see below. */
  readonly cleanup: CleanupSettings;
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
  /** Name of the git remote that branches are read from. @default 'origin' */
  readonly remote?: string;
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
