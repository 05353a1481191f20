import type { AccountFacts, ApplicationFacts, ServiceRelease } from '../facts/facts';
import type { PreviewAllowList } from '../facts/preview-allow-list';
import type { Target } from '../naming/target';
import type { ResolvedSettings } from '../settings/resolve';

/** A synthesized stack: what is sent to CloudFormation. */
export interface Template {
  readonly stackName: string;
  /** JSON. */
  readonly body: string;
  readonly tags: Readonly<Record<string, string>>;
  /** What is allowed and probably not meant, in sentences. @default none */
  readonly warnings?: readonly string[];
}

/** A file or folder of this computer that a template names, and where CloudFormation looks for it. */
export interface TemplateAsset {
  /** What people call it. */
  readonly name: string;
  readonly bucket: string;
  readonly key: string;
  /** 64 hex of sha256: over the file, or over names, modes and contents of the folder, as bundles have it. */
  readonly hash: string;
  /** Absolute path of the file or folder. */
  readonly path: string;
  /** Size of the contents, not of the zip. */
  readonly bytes: number;
  /** The files of the folder, which becomes a zip of them. @default it is one file, which stays as it is */
  readonly files?: readonly { readonly name: string; readonly mode: number }[];
}

export interface EnvironmentInput {
  readonly settings: ResolvedSettings;
  readonly target: Target;
  /** Identity of the repository, for the ownership tags: `github:owner/name` or the remote without credentials. */
  readonly repository: string;
  /** Full SHA of the commit; an environment property, never bundle contents. */
  readonly commit: string;
  readonly application: ApplicationFacts;
  /** By service name. */
  readonly releases: Readonly<Record<string, ServiceRelease>>;
}

export interface ApplicationInput {
  /** The stage's settings: production's or staging's. */
  readonly settings: ResolvedSettings;
  /** The previews' settings, for staging: their domain, routing and access decide what is shared. */
  readonly previewSettings?: ResolvedSettings;
  /** What previews of any branch may use besides their own, for staging. */
  readonly previewReach?: PreviewAllowList;
  readonly repository: string;
  readonly account: AccountFacts;
}

/** Makes templates; pure but for its speed. Throws PreviewError with fault `user` for settings that no template can hold. */
export interface Synthesizer {
  /** @param keep is given each file that the template names, and waited for: the files are there until then. @default nothing takes them */
  environment(input: EnvironmentInput, keep?: (asset: TemplateAsset) => Promise<void>): Promise<Template>;
  application(input: ApplicationInput): Promise<Template>;
}
