/** Where something is announced. */
export type AnnouncePlace = 'deployment' | 'comment' | 'commit-status' | 'chat';

/** What became known where. */
export interface Announced {
  /** Id of the deployment on GitHub. @default none was made */
  readonly deployment?: number;
  /** Numbers of the pull requests whose comment says it. */
  readonly pullRequests: readonly number[];
  readonly commitStatus: boolean;
  readonly chat: boolean;
  /** Where it could not be said, and why. */
  readonly failed: readonly AnnounceFailure[];
}

export interface AnnounceFailure {
  readonly place: AnnouncePlace;
  readonly because: string;
  /** @default none */
  readonly hint?: string;
}

/** Events of announcing. None of them changes how a deploy or a cleanup ends. */
export type AnnounceEvent =
  | ({ readonly kind: 'announced' } & Announced)
  | ({ readonly kind: 'not-announced' } & AnnounceFailure)
  /** Settings ask for announcements on GitHub, and this run has no access. */
  | { readonly kind: 'announcing-off'; readonly because: string }
  /** GitHub now shows that a preview is gone. */
  | { readonly kind: 'farewell-told'; readonly targetId: string; readonly pullRequests: readonly number[] }
  /** Pull requests that were opened after the deploy got their comment. */
  | { readonly kind: 'introduced'; readonly branch: string; readonly pullRequests: readonly number[] }
  /** A deployment that still said "deploying", though no deploy takes so long. */
  | { readonly kind: 'stale-deployment-closed'; readonly deployment: number; readonly environment: string };
