import type { EnvironmentEvent, LogLine } from '../ports/environments';
import type { ProbeAnswer } from '../ports/probe';

/** What waiting for health says. */
export type HealthEvent =
  | {
      readonly kind: 'environment-seen';
      readonly service: string;
      readonly environmentName: string;
      /** Absent while Beanstalk knows no such environment. */
      readonly status?: string;
      readonly health?: string;
      readonly versionLabel?: string;
      readonly causes: readonly string[];
    }
  /** Emitted every minute while something is missing. */
  | { readonly kind: 'health-awaited'; readonly missing: readonly string[]; readonly milliseconds: number }
  | { readonly kind: 'url-probed'; readonly url: string; readonly answer: ProbeAnswer }
  | {
      /** Emitted before a deploy fails: the last events and log lines. */
      readonly kind: 'evidence';
      readonly environmentName: string;
      /** Oldest first. */
      readonly events: readonly EnvironmentEvent[];
      /** Oldest first. */
      readonly logs: readonly LogLine[];
    };
