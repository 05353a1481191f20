import type { ControlCommand, ControlVerb } from '../control/command';

/*
 * What the page and its server say to each other: every answer is JSON of one of these types. All text may hold what anybody wrote: branches, commits,
 * titles, lines of logs. The page shows it as text, never as HTML. Times are ISO.
 */

/** `GET /api/state`, and the event `state` of `GET /api/events`. Each is the whole state: a stream that was lost needs no more than the next one. */
export interface PageState {
  readonly project: string;
  readonly region: string;
  /** Who looks; `POST /sign-out` logs them out. @default no one signed in: the page is local, with the user's own credentials */
  readonly viewer?: { readonly login: string };
  /** What may be asked for here; without it a button is not shown. Empty: read only. */
  readonly verbs: readonly ControlVerb[];
  /** Why nothing may be asked for. @default it may */
  readonly readOnly?: string;
  /** When AWS was asked, by its own clock. */
  readonly at: string;
  /** False when AWS could not be asked to the end: there may be more, and nothing will be deleted by such a list. */
  readonly complete: boolean;
  /** Why it is not complete, or what else could not be listed: branches, pull requests. Also why no run of cleanup would delete anything. */
  readonly because?: string;
  readonly counters: {
    /** All that do not sleep. */
    readonly awake: number;
    readonly asleep: number;
    readonly failing: number;
    /** Those that cleanup would delete now, or within a day. */
    readonly goingNext: number;
    /** All of them together; `usd` is a decimal. @default not known */
    readonly costPerDay?: { readonly usd: string; readonly atLeast: boolean };
  };
  readonly previews: readonly PreviewRow[];
}

/** In one word: `busy` while CloudFormation works, `going` while that deletes it, `failing` when its stack is not well. */
export type PreviewStanding = 'ready' | 'busy' | 'asleep' | 'failing' | 'held' | 'going';

export interface PreviewRow {
  /** Target id: the host label. */
  readonly id: string;
  readonly branch: string;
  readonly standing: PreviewStanding;
  /** For people: `asleep since 2026-11-20 20:00 UTC by octocat`. */
  readonly state: string;
  readonly url?: string;
  readonly pullRequest?: {
    readonly number: number;
    readonly title: string;
    readonly author: string;
    readonly url: string;
  };
  readonly commit?: {
    readonly sha: string;
    readonly url?: string;
    readonly subject?: string;
    readonly by?: string;
    readonly at: string;
  };
  readonly createdAt: string;
  /** Its last deploy or wake. */
  readonly usedAt: string;
  /** Until when it is kept; the year 9999 stands for no end. @default it is not */
  readonly keptUntil?: string;
  /** What cleanup would do now, and when it goes without a push. */
  readonly cleanup: { readonly verdict: 'keep' | 'delete'; readonly because: string; readonly goesAt?: string };
  readonly costPerDay?: { readonly usd: string; readonly atLeast: boolean };
  /** Instances that are out of traffic, in words. */
  readonly held: readonly string[];
  /** An act of this page that goes on, or ended within a minute. @default none */
  readonly act?: ActState;
}

/** `GET /api/previews/<id>`. */
export interface PreviewDetail {
  readonly id: string;
  readonly branch: string;
  readonly services: readonly {
    readonly name: string;
    readonly url?: string;
    /** Beanstalk's colour and words. @default not known */
    readonly health?: string;
    readonly causes: readonly string[];
  }[];
  /** Newest first, those that failed among them. */
  readonly deploys: readonly {
    readonly at: string;
    readonly commit: string;
    readonly subject?: string;
    readonly by?: string;
    /** `healthy`, `rolled back`, or how it failed. */
    readonly ended: string;
    /** What `rollback` takes. @default it cannot be gone back to */
    readonly version?: string;
    readonly running: boolean;
  }[];
  /** Why it stays or goes, and what the hourly job would do: title and text. */
  readonly why: readonly { readonly title: string; readonly text: string }[];
  readonly events: readonly {
    readonly at: string;
    readonly resource: string;
    readonly status: string;
    readonly reason?: string;
  }[];
  readonly cost: readonly { readonly what: string; readonly quantity: number; readonly perDay?: string }[];
  /** What could not be asked, in sentences. */
  readonly missing: readonly string[];
}

/** `GET /api/branches`: branches without a preview, each with the reason when it can have none. */
export interface BranchesAnswer {
  readonly branches: readonly { readonly name: string; readonly impossible?: string }[];
  readonly complete: boolean;
}

/** `POST /api/acts`: 202 with an ActState; 403 with a Refusal; 409 when another act of this page is at the same branch. */
export interface ActRequest {
  readonly branch: string;
  readonly command: ControlCommand;
}

/** An act, also the event `act` of `GET /api/events`. */
export interface ActState {
  readonly id: string;
  readonly branch: string;
  readonly verb: ControlVerb;
  /** `keep 3d`. */
  readonly words: string;
  readonly by: string;
  readonly at: string;
  readonly state: 'running' | 'done' | 'refused' | 'failed';
  /** The last lines of progress, oldest first. */
  readonly progress: readonly string[];
  /** How it ended. */
  readonly text?: string;
  readonly lines?: readonly string[];
  readonly url?: string;
}

/** An answer with a status of 400 and above; also the event `trouble` of a stream: this time nothing could be asked. */
export interface Refusal {
  readonly code: string;
  readonly because: string;
  readonly hint?: string;
  /** Where one signs in: a path, behind which comes, encoded, where to go afterwards: `/` with what stands behind `?` and `#`. @default nowhere */
  readonly signIn?: string;
}

/** The event `line` of `GET /api/previews/<id>/log?service=web`. After the event `end`, a Refusal that says why, nothing comes: who does not close the stream begins anew. */
export interface LogLineEvent {
  readonly at: string;
  readonly service: string;
  readonly text: string;
}
