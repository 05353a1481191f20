/** What a bucket is apart from its objects; kept in the journal. */
export interface BucketRecord {
  readonly name: string;
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Folder of its files below the store's; made up, because a deleted bucket's name may come back. */
  readonly folder: string;
  /** Ends every version id of the bucket. */
  readonly salt: string;
  /** Absent while it never was enabled. */
  versioning?: 'Enabled' | 'Suspended';
  tags: Readonly<Record<string, string>>;
  /** Documents that were set, by sub-resource (`policy`, `encryption`, `lifecycle`, …), as they were sent. */
  readonly documents: Record<string, string>;
}
