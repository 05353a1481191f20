import type { ApplicationFacts } from '../../facts/facts';

/** A bundle that lies in the target's folder of the bundle bucket. */
export interface ReadyBundle {
  /** 64 hexadecimal digits. */
  readonly hash: string;
  readonly key: string;
  /** The commit that it was made of, when that is not the one deployed now. */
  readonly commit?: string;
}

/** By service name. */
export type ReadyBundles = Readonly<Record<string, ReadyBundle>>;

/** Where the bundles go, and of which commit they are. */
export interface BundlesWanted {
  readonly application: ApplicationFacts;
  readonly targetId: string;
  /** Full SHA of what is deployed. */
  readonly commit: string;
}
