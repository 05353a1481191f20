/** One option of an environment, as templates and the API name it. */
export interface OptionSetting {
  readonly namespace: string;
  readonly optionName: string;
  readonly value: string;
}

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
}

/** Elastic Beanstalk: it unpacks a version's bundle and really runs it. */
export interface Beanstalk {
  createApplication(name: string, description?: string): Promise<void>;
  deleteApplication(name: string): Promise<void>;
  /** Returns the version label. */
  createVersion(applicationName: string, bundle: { bucket: string; key: string }, label?: string): Promise<string>;
  deleteVersion(applicationName: string, label: string): Promise<void>;
  /**
   * Resolves once the environment is Ready, as CloudFormation waits for it; an app that is not healthy makes a Ready, red
   * environment (trap T14). Throws ResourceFailure when the environment cannot be made at all.
   */
  createEnvironment(request: EnvironmentRequest, signal: AbortSignal): Promise<{ name: string; id: string; endpointUrl: string }>;
  updateEnvironment(name: string, change: Partial<EnvironmentRequest>, signal: AbortSignal): Promise<void>;
  terminateEnvironment(name: string): Promise<void>;
  /** The local port where the app of the environment with this EndpointURL address (an IP) listens; undefined when none does. */
  portAt(address: string): number | undefined;
  /** The same by environment name. */
  portOf(environmentName: string): number | undefined;
  /** Stops every app process; state is kept and the apps start again when the world opens again. */
  close(): Promise<void>;
}
