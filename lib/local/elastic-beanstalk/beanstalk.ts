import type { OptionSetting } from './option-setting';
import type { ProxyRules } from './proxy/proxy-rules';
import type { ApplicationRecord, EnvironmentRecord, EventRecord, Health, Lifecycle, VersionRecord } from './records';

export type { OptionSetting } from './option-setting';

export interface EnvironmentRequest {
  readonly applicationName: string;
  /** Made up when absent. */
  readonly environmentName?: string;
  readonly versionLabel?: string;
  readonly platformArn: string;
  readonly tier: 'WebServer' | 'Worker';
  readonly options: readonly OptionSetting[];
  readonly tags: Readonly<Record<string, string>>;
  readonly region: string;
  /** @default none */
  readonly description?: string;
}

/** A change that names options leaves those that it does not name as they are (trap T11). */
export interface EnvironmentChange extends Partial<EnvironmentRequest> {
  readonly optionsToRemove?: readonly Omit<OptionSetting, 'value'>[];
}

/** An operation that has begun: the record can be looked at now, `done` settles when the environment is Ready again. */
export interface EnvironmentOperation {
  readonly environment: Readonly<EnvironmentRecord>;
  readonly done: Promise<void>;
}

export interface ScriptResult {
  readonly outcome: 'ended' | 'timed-out' | 'cancelled';
  /** Undefined when it did not end by itself. */
  readonly exitCode?: number;
}

export interface ScriptOptions {
  readonly lines: readonly string[];
  /** Below the instance's root. @default the root */
  readonly workingDirectory?: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly onOutput: (stream: 'stdout' | 'stderr', text: string) => void;
}

/** A machine that Beanstalk made; here a folder and a process. */
export interface BeanstalkInstance {
  readonly id: string;
  readonly environmentName: string;
  readonly launchedAt: number;
  readonly versionLabel?: string;
  readonly deploymentId: number;
  readonly health: Health;
  readonly pid?: number;
  readonly lifecycle: Lifecycle;
  /** The last lines of its log files, as RequestEnvironmentInfo collects them. */
  tail(): string;
  /** Runs lines of shell on the instance, with none of the app's environment. */
  run(options: ScriptOptions): Promise<ScriptResult>;
}

/** The Auto Scaling group of an environment. Its changes return at once, and throw AwsError where nothing is changed. */
export interface ScalingGroup {
  readonly name: string;
  readonly environmentName: string;
  readonly region: string;
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly least: number;
  readonly most: number;
  readonly desired: number;
  readonly instances: readonly BeanstalkInstance[];
  standBy(ids: readonly string[], shouldDecrement: boolean): readonly BeanstalkInstance[];
  leaveStandby(ids: readonly string[]): readonly BeanstalkInstance[];
  /** Returns the id of what is under way now. */
  end(instanceId: string, shouldDecrement: boolean): string;
}

/** Elastic Beanstalk: it unpacks a version's bundle and really runs it. */
export interface Beanstalk {
  createApplication(name: string, description?: string): Promise<void>;
  /** Gives it another description. */
  describeApplication(name: string, description?: string): Promise<void>;
  /** Throws AwsError while it has environments. */
  deleteApplication(name: string): Promise<void>;
  applications(): readonly Readonly<ApplicationRecord>[];
  /** Returns the version label. */
  createVersion(
    applicationName: string,
    bundle: { bucket: string; key: string },
    label?: string,
    description?: string,
  ): Promise<string>;
  deleteVersion(applicationName: string, label: string): Promise<void>;
  versions(): readonly VersionRecord[];
  /**
   * Resolves once the environment is Ready, as CloudFormation waits for it; an app that is not healthy makes a Ready, red
   * environment (trap T14). Throws AwsError when the environment cannot be made at all; when the signal is aborted, what
   * was begun is taken away again.
   */
  createEnvironment(
    request: EnvironmentRequest,
    signal: AbortSignal,
  ): Promise<{ name: string; id: string; endpointUrl: string }>;
  /** The same without waiting, as the API does it. */
  launchEnvironment(request: EnvironmentRequest): Promise<EnvironmentOperation>;
  /** Throws AwsError when it is not Ready (trap T15). An aborted signal ends the waiting for health. */
  updateEnvironment(name: string, change: EnvironmentChange, signal: AbortSignal): Promise<void>;
  beginUpdate(name: string, change: EnvironmentChange): EnvironmentOperation;
  /** Starts the app anew; secrets are read again (trap T17). */
  beginRestart(name: string): EnvironmentOperation;
  terminateEnvironment(name: string): Promise<void>;
  beginTermination(name: string): EnvironmentOperation;
  /** By name or id: the living one, else the one that was terminated last. */
  environment(nameOrId: string): Readonly<EnvironmentRecord> | undefined;
  /** Terminated ones too, oldest first. */
  environments(): readonly Readonly<EnvironmentRecord>[];
  /** Oldest first. */
  events(): readonly EventRecord[];
  instances(environmentName: string): readonly BeanstalkInstance[];
  /** Of the environments that live. */
  groups(): readonly ScalingGroup[];
  /** One whose machine is there. */
  instance(instanceId: string): BeanstalkInstance | undefined;
  /** What EC2 says of the machine of an instance; undefined when there is none. */
  machineState(instanceId: string): 'running' | 'terminated' | undefined;
  /** Ends the machine of an instance as EC2 does, which asks neither Beanstalk nor the group. */
  loseMachine(instanceId: string): void;
  /**
   * The local port where the app of the environment with this address (EndpointURL of a single instance, or CNAME) listens;
   * undefined when none does.
   */
  portAt(address: string): number | undefined;
  /** The same by environment name; with several instances, one after the other. */
  portOf(environmentName: string): number | undefined;
  /** What the proxy of the instance whose app listens there says of requests; undefined when it lets everybody pass. */
  proxyAt(port: number): ProxyRules | undefined;
  /**
   * Starts the apps of an earlier run; called once the endpoint listens, because the apps need its address. Resolves when each of
   * them is healthy or has had its time; never rejects.
   */
  resume(): Promise<void>;
  /** Stops every app process; state is kept and the apps start again when the endpoint does. */
  close(): Promise<void>;
}

/** What the service adds to the state of the cloud. */
export interface BeanstalkState {
  readonly beanstalk: Beanstalk;
}
