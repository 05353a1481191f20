/** Where something is announced. */
export type AnnouncePlace = 'deployment' | 'comment' | 'commit-status' | 'chat';

/** What was announced where. */
export interface Announced {
  /** Id of the deployment on GitHub. @default none was made */
  readonly deployment?: number;
  /** Numbers of the pull requests whose comment says it. */
  readonly pullRequests: readonly number[];
  /** Whether the commit has its status. */
  readonly commitStatus: boolean;
  /** Whether the chat has the message. */
  readonly chat: boolean;
  /** Where announcing failed, and why. */
  readonly failed: readonly AnnounceFailure[];
}

export interface AnnounceFailure {
  /** The place. */
  readonly place: AnnouncePlace;
  /** Why, for people. */
  readonly because: string;
  /** What to do about it. @default the reason says it */
  readonly hint?: string;
}

/** What announcing says while it works; none of it changes how a deploy or a cleanup ends. */
export type AnnounceEvent =
  | ({
      /** The end of a deploy is announced. */
      readonly kind: 'announced';
    } & Announced)
  | ({
      /** Announcing failed at one place. */
      readonly kind: 'not-announced';
    } & AnnounceFailure)
  | {
      /** Settings want announcements on GitHub, and this run in CI cannot make them. */
      readonly kind: 'announcing-off';
      readonly because: string;
    }
  | {
      /** GitHub shows that a preview is removed. */
      readonly kind: 'removal-announced';
      readonly targetId: string;
      /** Numbers of the pull requests whose comment says so. */
      readonly pullRequests: readonly number[];
    }
  | {
      /** The comment of a preview says that it expires soon. */
      readonly kind: 'expiry-announced';
      readonly branch: string;
      /** After this time it goes. */
      readonly goesAt: Date;
      /** Numbers of the pull requests whose comment says so. */
      readonly pullRequests: readonly number[];
    }
  | {
      /** Pull requests that were opened after the deploy have a comment with the URL of the preview. */
      readonly kind: 'introduced';
      readonly branch: string;
      readonly pullRequests: readonly number[];
    }
  | {
      /** A deployment on GitHub still said "deploying" though no deploy takes so long, and was closed. */
      readonly kind: 'stale-deployment-closed';
      /** Id of the deployment on GitHub. */
      readonly deployment: number;
      /** Name of the deployment's environment on GitHub. */
      readonly environment: string;
    };
