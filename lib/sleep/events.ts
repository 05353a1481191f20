/** What `sleep` and `wake` say while they work, and a deploy that wakes. */
export type SleepEvent =
  | {
      /** A preview is put to sleep: its instances end, then its database is stopped. */
      readonly kind: 'sleep-started';
      readonly stackName: string;
      /** Services whose instances end. */
      readonly services: readonly string[];
    }
  | {
      /** A preview is woken: its database is started, then its instances. */
      readonly kind: 'wake-started';
      readonly stackName: string;
      /** Services that get instances. */
      readonly services: readonly string[];
    }
  | {
      /** A database that is to start or to stop shows another status than before, and every minute. */
      readonly kind: 'database-seen';
      /** RDS's identifier of the instance. */
      readonly instance: string;
      /** RDS's status, such as `stopping`. @default RDS knows no such instance */
      readonly status?: string;
      /** Waited so far. */
      readonly milliseconds: number;
    };
