import type { Target } from '../naming/target';
import type { InstalledDependencies } from '../ports/packer';

/** The steps of a deploy, in their order. */
export type DeployStep =
  | 'fence'
  | 'identity'
  | 'application'
  | 'limit'
  | 'bundle'
  | 'platform'
  | 'synth'
  | 'stack'
  | 'properties'
  | 'health'
  | 'record'
  | 'seed'
  | 'last-look';

/** How long a step took, by the clock that is passed in. */
export interface Timing {
  /** The step. */
  readonly step: DeployStep;
  /** How long it took. */
  readonly milliseconds: number;
}

/** How long one thing took in former deploys, in milliseconds. */
export interface UsualTime {
  readonly shortest: number;
  readonly median: number;
  readonly longest: number;
}

/** How long things took in former deploys. */
export interface UsualTimes {
  /** What those deploys did to their stacks. */
  readonly operation: 'create' | 'update';
  /** By CloudFormation's name of the type of a resource. */
  readonly resources: Readonly<Record<string, UsualTime>>;
  /** By the name of the step. */
  readonly steps: Readonly<Record<string, UsualTime>>;
}

/** What a deploy says while it works. */
export type DeployEvent =
  | {
      /** The deploy begins: settings and commit are known, nothing is changed yet. */
      readonly kind: 'deploy-started';
      /** What is deployed. */
      readonly target: Target;
      readonly stackName: string;
      /** Full SHA of the commit. */
      readonly commit: string;
      /** Where the target will answer. */
      readonly url: string;
    }
  | {
      /** A rollback begins: the version is chosen and its bundles are there, nothing is changed yet. */
      readonly kind: 'rollback-started';
      /** What goes back. */
      readonly target: Target;
      readonly stackName: string;
      /** Full SHA of the commit that it is at afterwards; when not all services go back, that of the others. */
      readonly commit: string;
      /** Full SHA of the commit that runs now. */
      readonly from: string;
      /** Full SHA of the commit that it goes back to. */
      readonly to: string;
      /** Where the target answers. */
      readonly url: string;
      /** Services that go back alone. @default all go back */
      readonly services?: readonly string[];
    }
  | ({
      /** Records say how long former deploys of this project took, those that did the same to the stack. */
      readonly kind: 'usual-times';
    } & UsualTimes)
  | {
      /** A step begins. Some steps run side by side. */
      readonly kind: 'step-started';
      /** The step. */
      readonly step: DeployStep;
    }
  | ({
      /** A step has ended well. */
      readonly kind: 'step-finished';
    } & Timing)
  | {
      /** The bundle of a service is packed on this machine. */
      readonly kind: 'bundle-packed';
      readonly service: string;
      readonly hash: string;
      /** Size of the zip, in bytes. */
      readonly bytes: number;
      /** Files in the zip. */
      readonly files: number;
      /** Who installs the dependencies, and why. @default there are none to install */
      readonly dependencies?: InstalledDependencies;
    }
  | {
      /** The production dependencies of a service are installed for its instances, into its bundle. */
      readonly kind: 'dependencies-installing';
      readonly service: string;
      /** Name of the package manager. */
      readonly by: string;
      /** What the instances are: `linux-arm64`. */
      readonly machine: string;
    }
  | {
      /** The bundle of a service lies in the bundle bucket. */
      readonly kind: 'bundle-ready';
      readonly service: string;
      readonly hash: string;
      /** Key of the object in the bundle bucket. */
      readonly key: string;
      /** `kept`: it was there before. `copied`: from another target. */
      readonly how: 'uploaded' | 'kept' | 'copied';
      /** Id of the target that it was copied from. @default it was not copied */
      readonly from?: string;
    }
  | {
      /** A file or folder that the extension brings, code of a function for example, is packed on this machine. */
      readonly kind: 'asset-packed';
      /** Path of its construct. */
      readonly name: string;
      readonly hash: string;
      /** Size of what is uploaded, in bytes. */
      readonly bytes: number;
      /** Files in it. */
      readonly files: number;
    }
  | {
      /** A file or folder that the extension brings lies in the bundle bucket. */
      readonly kind: 'asset-ready';
      /** Path of its construct. */
      readonly name: string;
      readonly hash: string;
      /** Key of the object in the bundle bucket. */
      readonly key: string;
      /** `kept`: it was there before. */
      readonly how: 'uploaded' | 'kept';
    }
  | {
      /** Something is allowed and probably not meant, or did not work and does not stop the command. */
      readonly kind: 'warned';
      /** What it is, for people. */
      readonly message: string;
    }
  | {
      /** The seed command starts on an instance. */
      readonly kind: 'seed-started';
      readonly service: string;
      /** Id of the EC2 instance. */
      readonly instanceId: string;
      /** It is stopped after so long. */
      readonly milliseconds: number;
    }
  | {
      /** The seed command has ended. */
      readonly kind: 'seed-finished';
      /** Whether it ended with 0. */
      readonly ok: boolean;
      /** What it printed; Systems Manager gives 24,000 characters at most. */
      readonly stdout: string;
      /** What it printed on standard error; 8,000 characters at most. */
      readonly stderr: string;
    };
