import type { Chat } from '../ports/chat';
import type { CommitStatuses } from '../ports/commit-statuses';
import type { Deployments } from '../ports/deployments';
import type { PullRequests } from '../ports/pull-requests';
import type { ResolvedSettings } from '../settings/resolve';
import type { AnnounceSettings } from '../settings/settings';
import type { Links } from './links';

/** Where something can be announced; what is missing is not announced. */
export interface Outputs {
  readonly deployments?: Deployments | undefined;
  readonly pullRequests?: PullRequests | undefined;
  readonly commitStatuses?: CommitStatuses | undefined;
  readonly chat?: Chat | undefined;
  /** What a target costs a day, for people. @default not known */
  readonly costs?: ((settings: ResolvedSettings) => string | undefined) | undefined;
  /** Where readers find more. @default not known */
  readonly links?: ((settings: ResolvedSettings) => Links) | undefined;
}

/** What is known of a target besides its deploy. */
export type Known = Pick<Outputs, 'costs' | 'links'>;

/** Those that settings have not switched off. */
export function wantedOutputs(outputs: Outputs, settings: AnnounceSettings): Outputs {
  return {
    deployments: settings.deployments ? outputs.deployments : undefined,
    pullRequests: settings.comment ? outputs.pullRequests : undefined,
    commitStatuses: settings.commitStatus ? outputs.commitStatuses : undefined,
    chat: settings.slack ? outputs.chat : undefined,
    costs: outputs.costs,
    links: outputs.links,
  };
}
