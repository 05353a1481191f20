import type { Audit } from '../../ports/audit';
import type { SlackControlSettings } from '../../settings/ci-settings';
import type { ControlPolicy } from '../authority';
import type { Deeds } from '../deeds';

/** A project whose previews are steered in a chat. */
export interface ChatProject {
  /** Short name. */
  readonly name: string;
  readonly slack: SlackControlSettings;
  readonly policy: ControlPolicy;
  readonly audit: Audit;
  /** Where the audit is kept. @throws PreviewError `application-missing` */
  readonly bucket: () => Promise<string>;
  /** Whether pushes to a branch deploy staging or production. */
  readonly isStage: (branch: string) => boolean;
  readonly deeds: Deeds;
  /** What there is. @throws PreviewError */
  readonly list: () => Promise<ChatList>;
}

/** The previews of a project, for a few lines each. */
export interface ChatList {
  readonly previews: readonly {
    /** Raw name. */
    readonly branch: string;
    /** For people: `asleep since 2026-11-20 20:00 UTC`. */
    readonly state: string;
    readonly url?: string;
    readonly isAsleep: boolean;
  }[];
  /** Why there may be more. @default there are no more */
  readonly because?: string;
}

/** The slash command that people write. */
export function commandOf({ slack }: Pick<ChatProject, 'slack'>): string {
  return slack.slashCommand ?? '/preview';
}
