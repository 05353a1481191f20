import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PreviewError } from '../../errors';
import { auditPrefix } from '../../naming/bundle-key';
import type { Audit, AuditLine } from '../../ports/audit';
import type { Clock } from '../../ports/clock';
import { backOff } from '../back-off';
import type { AwsClients } from '../clients';
import { send } from '../send';
import { atBucket } from './at-bucket';
import { actOfKey, auditKeysFrom, auditObject, claimKey, largestAuditLine, readAuditObject } from './audit-line';
import { fetchText } from './fetch-text';
import { listKeys } from './list-keys';
import { isConditionFailed, s3ErrorName } from './s3-errors';

const attempts = 5;
const readAtOnce = 20;

/** Who asked for what, as small JSON objects of S3: one when an act begins and one when it has ended. */
export class AwsAudit implements Audit {
  constructor(
    private readonly clients: AwsClients,
    private readonly clock: Clock,
  ) {}

  async append(bucket: string, line: AuditLine): Promise<void> {
    const { key, text } = auditObject(line);
    await this.make(bucket, key, text);
  }

  claim(bucket: string, event: string): Promise<'made' | 'there'> {
    return this.make(bucket, claimKey(event), JSON.stringify({ format: 1 }));
  }

  private async make(bucket: string, key: string, text: string): Promise<'made' | 'there'> {
    const command = new PutObjectCommand({
      ...{ Bucket: bucket, Key: key, Body: text, ContentType: 'application/json' },
      // Where an object is S3 answers 412. When an answer is lost the SDK puts again, and meets its own first put.
      IfNoneMatch: '*',
    });
    const pause = backOff(this.clock, { firstMs: 200, mostMs: 2_000 });
    for (let attempt = 1; ; attempt += 1) {
      try {
        await send('s3:PutObject', () => atBucket(this.clients, bucket, (s3) => s3.send(command)));
        return 'made';
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        if (!isUnderWay(error)) return 'there';
        if (attempt === attempts) throw error;
        await pause.wait();
      }
    }
  }

  async list(
    bucket: string,
    since: Date,
  ): Promise<{ readonly lines: readonly AuditLine[]; readonly unreadable: number }> {
    try {
      return await this.read(bucket, since);
    } catch (error) {
      if (!(error instanceof PreviewError) || error.code !== 'access-denied') throw error;
      throw new PreviewError('access-denied', error.message, {
        ...{ fault: error.fault, cause: error.cause },
        hint: `Take credentials of an administrator: reading who asked for what takes s3:ListBucket on ${bucket} and s3:GetObject on ${auditPrefix}* in it. The policies for developers and CI do not give it.`,
      });
    }
  }

  private async read(bucket: string, since: Date) {
    // Both objects of an act lie side by side, and keys are in the order of time.
    const acts = new Map<string, AuditLine>();
    let unreadable = 0;
    const take = async (keys: readonly string[]) => {
      const found = await Promise.all(
        keys.map(async (key) => ({ key, ...(await fetchText(this.clients, bucket, key, largestAuditLine)) })),
      );
      for (const { key, text } of found) {
        // A rule of the bucket may have deleted it since it was listed.
        if (text === undefined) continue;
        const line = readAuditObject({ key, text });
        const act = actOfKey(key);
        if (line === undefined || act === undefined) unreadable += 1;
        // What was asked for was written before anything was done: the end adds to it and changes none of it.
        else acts.set(act, { ...line, ...acts.get(act), ...(line.end && { end: line.end }) });
      }
    };
    let some: string[] = [];
    for await (const key of listKeys(this.clients, bucket, auditPrefix, auditKeysFrom(since))) {
      some.push(key);
      if (some.length < readAtOnce) continue;
      await take(some);
      some = [];
    }
    await take(some);
    return { lines: [...acts.values()], unreadable };
  }
}

/**
 * Another put of this key is not decided yet, and may fail: S3 asks to put again (API reference of PutObject, `If-None-Match`,
 * read in November 2026).
 */
function isUnderWay(error: unknown): boolean {
  return /^(ConditionalRequestConflict|409)$/.test(s3ErrorName(error));
}
