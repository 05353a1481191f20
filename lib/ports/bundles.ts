/** Where a bundle is kept. */
export interface BundleLocation {
  readonly bucket: string;
  readonly targetId: string;
  /** Content hash: 64 hex of sha256 over the file list, not over the zip. */
  readonly hash: string;
}

/** Where a file asset is kept. */
export interface AssetLocation {
  readonly bucket: string;
  readonly key: string;
  /** Content hash: 64 hex of sha256. */
  readonly hash: string;
}

/** The bundles in a bundle bucket. */
export interface Bundles {
  /** Undefined when there is none. */
  find(location: BundleLocation): Promise<{ readonly key: string; readonly bytes: number } | undefined>;
  /** Uploads once: a bundle of that hash is left as it is. Returns the key. */
  put(location: BundleLocation, file: string): Promise<{ readonly key: string; readonly uploaded: boolean }>;
  /** Whether a file asset is there, with that hash or, from another program, with none. */
  hasAsset(location: AssetLocation): Promise<boolean>;
  /** Uploads a file asset unless there is one by now. Returns whether it did. */
  putAsset(location: AssetLocation, file: string): Promise<boolean>;
  /** Byte for byte within S3 (through this machine between accounts), checked against the hash in its metadata. Returns the key. */
  copy(from: BundleLocation, to: BundleLocation): Promise<{ readonly key: string }>;
  /** Where a bundle with this hash, or a unique beginning of it (8 characters at least), is kept in the bucket. */
  search(bucket: string, hash: string): AsyncIterable<BundleLocation>;
  /** Hashes of all bundles that are kept for a target. */
  hashes(bucket: string, targetId: string): AsyncIterable<string>;
  /** Removes every bundle, file asset and record of a target id. Returns how many objects went. */
  sweep(bucket: string, targetId: string): Promise<number>;
  /** When anything in the folder of a target id was last written, by AWS's clock. Undefined when it holds nothing. */
  lastChange(bucket: string, targetId: string): Promise<Date | undefined>;
  /** Target ids that hold anything in the bucket. */
  targetIds(bucket: string): AsyncIterable<string>;
}
