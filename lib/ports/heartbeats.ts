import type { Heartbeat } from './heartbeat';

/** The sign of life of the cleanup job, kept in the bundle bucket. */
export interface Heartbeats {
  /** Undefined when there never was one, or when nobody can read what lies there. */
  read(bucket: string): Promise<Heartbeat | undefined>;
  /** Replaces what is there: of two runs at once the last word counts. */
  write(bucket: string, heartbeat: Heartbeat): Promise<void>;
}
