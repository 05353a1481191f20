/** The states of GitHub's deployments that we set or meet. */
export type DeploymentState = 'pending' | 'queued' | 'in_progress' | 'success' | 'failure' | 'error' | 'inactive';

/** One deployment of a commit to an environment, as the forge shows it to people. */
export interface Deployment {
  readonly id: number;
  /** Name of its environment: `preview/<target id>`, `staging`, `production`. */
  readonly environment: string;
  /** Full SHA. */
  readonly commit: string;
  readonly createdAt: Date;
}

export interface DeploymentRequest {
  readonly environment: string;
  /** Full SHA: a name could point somewhere else by the time it is read. */
  readonly commit: string;
  /** Shown as text. */
  readonly description: string;
  readonly production: boolean;
  /** A preview: it will be gone one day. */
  readonly transient: boolean;
}

export interface DeploymentStatus {
  readonly state: DeploymentState;
  /** Cut to the 140 characters that GitHub takes. */
  readonly description: string;
  /** Where the deployment answers. @default none */
  readonly url?: string;
  /** Where its log is. @default none */
  readonly logUrl?: string;
}

/** A status as it is read again. Anyone with the right to deployments may have written its description. */
export type ShownStatus = Omit<DeploymentStatus, 'description'> & Partial<Pick<DeploymentStatus, 'description'>>;

/** The forge's list of what was deployed where. Every method throws PreviewError (fault world) when it cannot. */
export interface Deployments {
  /** Newest first, page by page: who has seen enough stops. Only deployments that this program made. */
  list(query?: { readonly environment?: string }): AsyncIterable<Deployment>;
  /** What was last said of it; undefined when nothing ever was, or when the deployment is gone. */
  status(id: number): Promise<ShownStatus | undefined>;
  /** Merges nothing, waits for no check (trap T40). */
  create(request: DeploymentRequest): Promise<Deployment>;
  /** `gone` when there is no such deployment any more. */
  setStatus(id: number, status: DeploymentStatus): Promise<'set' | 'gone'>;
}
