/** One version of a key: an object or a delete marker. */
export interface Version {
  /** Counts up within the bucket: orders the versions, and names the file with the content. */
  readonly seq: number;
  /** Its id over the wire is `null`: made while versioning was not enabled. */
  readonly isNull: boolean;
  readonly isMarker: boolean;
  /** Bytes. */
  readonly size: number;
  /** Without quotation marks. */
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Headers to send back: content type, metadata, checksums. Absent when there are none. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What is known of an object before it has a place among the versions. */
export type NewObject = Pick<Version, 'size' | 'etag' | 'headers' | 'tags'>;
