import type { Permission } from '../../ports/conversations';
import type { Refusal } from '../api';

/** Who looks. */
export interface Viewer {
  /** Aborted when the session ends, and its streams with it; the same signal for every request of the session. */
  readonly session: AbortSignal;
  /** As the audit names who asked. */
  readonly login: string;
  readonly permission: Permission;
  /** Whether the page says who looks, and lets them log out. */
  readonly isSignedIn: boolean;
}

/** Who may come in. What no request may do is refused before it is asked (arrival.ts). */
export interface Guard {
  /** `http://127.0.0.1:8080`: the one origin whose page may write, and with its host the one name that is answered to. */
  readonly origin: string;
  /** Answers what is its own, such as the address with the token, or the way back from a sign-in. @returns undefined for all else */
  enter(request: Request): Promise<Response | undefined>;
  /** Who sent a request, by its cookie; undefined when no one signed in. */
  viewer(request: Request): Promise<Viewer | undefined>;
  /** What a browser without a session is answered. */
  readonly stranger: Refusal;
}
