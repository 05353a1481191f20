import type { PreviewRecord } from './record';

export interface RecordLocation {
  readonly bucket: string;
  readonly targetId: string;
  readonly stackId: string;
}

/** A record and the version of it that was read. */
export interface Versioned {
  readonly record: PreviewRecord;
  readonly etag: string;
}

/** The small record of a stack, written with conditional puts. */
export interface Records {
  read(location: RecordLocation): Promise<Versioned | undefined>;
  /** The records of every stack that a target has had since its folder was last swept, in no order. */
  all(bucket: string, targetId: string): Promise<readonly PreviewRecord[]>;
  /**
   * Replaces exactly the version that was read (`undefined`: there was none). Throws PreviewError `record-conflict` when someone else wrote meanwhile. Returns the
   * new etag.
   */
  write(location: RecordLocation, record: PreviewRecord, former: string | undefined): Promise<string>;
}
