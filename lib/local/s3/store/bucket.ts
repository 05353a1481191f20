import { closeSync, createReadStream, fstatSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { mkdir, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AwsError } from '../../http/aws-error';
import type { BucketRecord } from './bucket-record';
import { Uploads } from './uploads';
import type { NewObject, Version } from './version';
import { VersionIndex } from './version-index';
import { VersionLog } from './version-log';

const seqLetters = 9;

/**
 * An id of this bucket or of another one has the form of ours; anything else is none (LocalStack,
 * test_get_object_with_version_unversioned_bucket and test_delete_object_versioned, 2026-02-21). Throws AwsError InvalidArgument.
 */
export function checkVersionId(versionId: string | undefined): void {
  if (versionId !== undefined && !/^(null|[0-9a-z]{9}[A-Za-z0-9]{23})$/.test(versionId)) {
    const extra = { ArgumentName: 'versionId', ArgumentValue: versionId };
    throw new AwsError('InvalidArgument', 'Invalid version id specified', 400, extra);
  }
}

/** A bucket's versions and their contents. File names come from numbers, never from keys. */
export class Bucket {
  readonly index = new VersionIndex();
  readonly uploads: Uploads;
  private readonly log: VersionLog;
  private readonly folders = new Set<string>();
  private lastSeq = 0;
  private incoming = 0;
  private gone = false;

  constructor(
    readonly record: BucketRecord,
    private readonly folder: string,
    readonly now: () => number,
  ) {
    this.log = new VersionLog(join(folder, 'versions.log'));
    this.uploads = new Uploads(join(folder, 'uploads'), now);
  }

  async open(): Promise<void> {
    await rm(join(this.folder, 'incoming'), { recursive: true, force: true });
    await mkdir(join(this.folder, 'incoming'), { recursive: true });
    this.lastSeq = await this.log.read(this.index);
    await this.uploads.open();
  }

  /** A path for content on its way in, on the same disk as its last place. */
  incomingPath(): string {
    this.incoming += 1;
    return join(this.folder, 'incoming', String(this.incoming));
  }

  idOf(version: Version): string {
    return version.isNull ? 'null' : version.seq.toString(36).padStart(seqLetters, '0') + this.record.salt;
  }

  /** The number within a version id of this bucket; undefined for `null` and for ids from elsewhere. */
  seqOf(versionId: string): number | undefined {
    const mine = versionId.length === seqLetters + this.record.salt.length && versionId.endsWith(this.record.salt);
    return mine ? Number.parseInt(versionId.slice(0, seqLetters), 36) : undefined;
  }

  /** The version with this id, or the newest. A delete marker is a version. */
  find(key: string, versionId?: string): Version | undefined {
    if (versionId === undefined) {
      return this.index.newest(key);
    }
    const seq = this.seqOf(versionId);
    const found = versionId === 'null' || seq === undefined ? this.index.nullVersion(key) : this.index.bySeq(key, seq);
    return found && this.idOf(found) === versionId ? found : undefined;
  }

  /**
   * Makes content that has arrived the newest version. `check` sees the current one and may throw: nothing comes between it and
   * the change. Resolves when the version would survive the end of this process.
   */
  async commit(
    key: string,
    path: string,
    object: NewObject,
    check: (current: Version | undefined) => void,
  ): Promise<Version> {
    if (this.gone) {
      throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: this.record.name });
    }
    check(this.index.newest(key));
    this.uploads.disturb(key);
    const version = this.next({ ...object, isMarker: false });
    const place = this.pathOf(version.seq);
    renameSync(path, place);
    await Promise.all([this.add(key, version), this.flush()]);
    return version;
  }

  /** A DELETE without a version id: removes, hides behind a marker, or does nothing, as versioning says. */
  async hide(key: string): Promise<Version | undefined> {
    this.uploads.disturb(key);
    if (this.record.versioning === undefined) {
      const former = this.index.nullVersion(key);
      await (former && this.remove(key, former));
      return undefined;
    }
    const marker = this.next({ isMarker: true, size: 0, etag: '' });
    await Promise.all([this.add(key, marker), this.flush()]);
    return marker;
  }

  /** Removes one version for good. */
  async remove(key: string, version: Version): Promise<void> {
    const content = this.drop(key, version);
    if (this.index.size === 0) {
      this.log.clear(this.lastSeq);
    }
    await Promise.all([content, this.flush()]);
  }

  async setTags(key: string, version: Version, tags: Readonly<Record<string, string>> | undefined): Promise<void> {
    const { tags: _former, ...rest } = version;
    const next = tags && Object.keys(tags).length > 0 ? { ...rest, tags } : rest;
    this.index.put(key, next);
    this.log.put(key, next);
    await this.flush();
  }

  /** The content, readable to its end even when the version is removed meanwhile: the file is opened before anything else can happen. */
  read(version: Version, range?: { readonly start: number; readonly end: number }): Readable {
    if (version.size === 0) {
      return Readable.from([]);
    }
    let fd: number;
    try {
      fd = openSync(this.pathOf(version.seq), 'r');
    } catch {
      throw new AwsError('InternalError', 'The content of this version is missing on disk', 500);
    }
    const { size } = fstatSync(fd);
    if (size !== version.size) {
      closeSync(fd);
      throw new AwsError(
        'InternalError',
        `The content of this version has ${size} bytes on disk, not ${version.size}`,
        500,
      );
    }
    return createReadStream('', { fd, ...range });
  }

  /** From now on nothing is added; the caller removes the folder. */
  end(): void {
    this.gone = true;
  }

  flush(): Promise<void> {
    return this.log.flush();
  }

  private next(object: Omit<Version, 'seq' | 'isNull' | 'modified'>): Version {
    this.lastSeq += 1;
    return { ...object, seq: this.lastSeq, isNull: this.record.versioning !== 'Enabled', modified: this.now() };
  }

  private async add(key: string, version: Version): Promise<void> {
    const former = version.isNull ? this.index.nullVersion(key) : undefined;
    this.index.put(key, version);
    this.log.put(key, version);
    await (former && this.drop(key, former));
  }

  private async drop(key: string, version: Version): Promise<void> {
    this.index.remove(key, version.seq);
    this.log.remove(key, version.seq);
    if (!version.isMarker) {
      await unlink(this.pathOf(version.seq)).catch(() => undefined);
    }
  }

  private pathOf(seq: number): string {
    const folder = join(this.folder, 'data', Math.floor(seq / 1000).toString(36));
    if (!this.folders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      this.folders.add(folder);
    }
    return join(folder, seq.toString(36));
  }
}
