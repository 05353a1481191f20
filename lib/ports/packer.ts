import type { ServiceSettings } from '../settings/settings';
import type { TemplateAsset } from './synthesizer';

export interface PackedBundle {
  /** 64 hex of sha256 over names, modes and contents. */
  readonly hash: string;
  /** Path of the zip. */
  readonly file: string;
  readonly bytes: number;
  readonly files: number;
  /** Names of `.ebextensions` files that hold `Resources:`. */
  readonly resourceExtensions: readonly string[];
  /** Whether there is a `cron.yaml`, by which Beanstalk gives a worker periodic tasks. @default false */
  readonly periodicTasks?: boolean;
  /** It lacks the access hook, without which no instance asks for a password: only a ready zip can. @default false */
  readonly withoutAccessHook?: boolean;
  /** Where its dependencies are installed. @default it has none: an image, a ready zip, a platform with means of its own */
  readonly dependencies?: InstalledDependencies;
  /** What of the folder is allowed and probably not meant, for people. @default nothing */
  readonly warnings?: readonly string[];
}

/** Who installs the dependencies of a service, and why. */
export interface InstalledDependencies {
  readonly how: 'packed' | 'instance';
  readonly because: string;
}

/** What a packer says while it works. */
export interface PackingFact {
  /** The production dependencies are being installed for the instance. */
  readonly kind: 'installing';
  /** Name of the package manager. */
  readonly by: string;
  /** What the instance is: `linux-arm64`. */
  readonly machine: string;
}

export interface PackOptions {
  /** The bundle also holds the certificates by which RDS is known, unless the app has such a file. @default false */
  readonly databaseCertificates?: boolean;
  /** Given what the packer says while it works. @default nothing hears it */
  readonly say?: (fact: PackingFact) => void;
}

/** A file asset as it is uploaded. */
export interface PackedAsset {
  /** Path of the file or zip. */
  readonly file: string;
  readonly bytes: number;
}

/** Makes the one artifact of a service. */
export interface Packer {
  /** Throws PreviewError (fault user) where a package manager is missing that building or packing a service needs; nothing is built. */
  ready(service: ServiceSettings, root: string): Promise<void>;
  /** A service with an image is that alone. Else runs the service's build, takes git's files less `.ebignore` plus the build's output and, where they are packed, its dependencies, zips them. Throws PreviewError (fault user) when a path is missing, or when the bundle can never work on an instance. */
  pack(service: ServiceSettings, root: string, options?: PackOptions): Promise<PackedBundle>;
  /** A zip that exists already; with the service, warnings name native code that its instances cannot run. */
  open(file: string, service?: ServiceSettings): Promise<PackedBundle>;
  /** The object of a file asset. Throws PreviewError `asset-changed` (fault world) when it is not what its hash says. */
  asset(asset: TemplateAsset): Promise<PackedAsset>;
}
