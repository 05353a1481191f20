import type { ServiceSettings } from '../settings/settings';

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
  /** What of the folder is allowed and probably not meant, for people. @default nothing */
  readonly warnings?: readonly string[];
}

export interface PackOptions {
  /** The bundle also holds the certificates by which RDS is known, unless the app has such a file. @default false */
  readonly databaseCertificates?: boolean;
}

/** Makes the one artifact of a service. */
export interface Packer {
  /** A service with an image is that alone. Else runs the service's build, takes git's files less `.ebignore` plus the build's output, zips them. Throws PreviewError (fault user) when a path is missing, or when the bundle can never work on an instance. */
  pack(service: ServiceSettings, root: string, options?: PackOptions): Promise<PackedBundle>;
  /** A zip that exists already. */
  open(file: string): Promise<PackedBundle>;
}
