import type { EnvironmentEvent, LogLine } from '../ports/environments';
import type { ProbeAnswer } from '../ports/probe';

/** What waiting for health says. */
export type HealthEvent =
  | {
      /** Waiting for health begins. */
      readonly kind: 'health-started';
      /** It is given up after so long. */
      readonly milliseconds: number;
    }
  | {
      /** An environment shows another status, health, version or cause than before. */
      readonly kind: 'environment-seen';
      readonly service: string;
      readonly environmentName: string;
      /** Beanstalk's status, such as `Ready`. @default Beanstalk knows no such environment yet */
      readonly status?: string;
      /** Beanstalk's color: Green, Yellow, Red or Grey. @default Beanstalk knows no such environment yet */
      readonly health?: string;
      /** Label of the version that runs. @default none runs yet */
      readonly versionLabel?: string;
      /** Why it is not green, in Beanstalk's words. */
      readonly causes: readonly string[];
    }
  | {
      /** Every minute while something is missing. */
      readonly kind: 'health-awaited';
      /** What is missing, for people. */
      readonly missing: readonly string[];
      /** Waited so far. */
      readonly milliseconds: number;
    }
  | {
      /** The URL was asked, and the answer is another than before. */
      readonly kind: 'url-probed';
      /** The URL. */
      readonly url: string;
      /** What came back. */
      readonly answer: ProbeAnswer;
    }
  | {
      /** Before a deploy fails: what the environment and the app last said. */
      readonly kind: 'evidence';
      readonly environmentName: string;
      /** Events of the environment, oldest first. */
      readonly events: readonly EnvironmentEvent[];
      /** Lines of its logs, oldest first. */
      readonly logs: readonly LogLine[];
    }
  | {
      /** What the app or the seed command last said has a known cause, such as a connection to the database without TLS or to one on the app's own machine, or a variable that is not set. */
      readonly kind: 'explained';
      /** What is wrong, for people. */
      readonly cause: string;
      /** What to do, for people. */
      readonly fix: string;
    };
