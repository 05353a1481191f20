import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { PreviewError } from '../../errors';
import { removalNoticesKey } from '../../naming/bundle-key';
import type { RemovalNotice, RemovalNotices } from '../../ports/removal-notices';
import type { AwsClients } from '../clients';
import { requireField, send } from '../send';
import { isConditionFailed, isNoSuchBucket, isNotFound } from './s3-errors';

/** An attempt fails only when another run wrote first. Ten cleanups do not run at once. */
const attempts = 10;

interface Kept {
  readonly text: string;
  readonly etag: string;
}

/** The notices as one small JSON object; S3 accepts a write only over the version that was read. Its field keeps the name `farewells`. */
export class AwsRemovalNotices implements RemovalNotices {
  constructor(private readonly clients: AwsClients) {}

  async read(bucket: string): Promise<readonly RemovalNotice[]> {
    return readRemovalNotices((await this.fetch(bucket))?.text ?? '');
  }

  async change(
    bucket: string,
    change: { readonly add?: readonly RemovalNotice[]; readonly remove?: readonly string[] },
  ): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const kept = await this.fetch(bucket);
      const former = readRemovalNotices(kept?.text ?? '');
      const text = JSON.stringify({ format: 1, farewells: changedRemovalNotices(former, change) });
      if (text === kept?.text || (kept === undefined && change.add === undefined)) return;
      try {
        await this.put(bucket, text, kept?.etag);
        return;
      } catch (error) {
        // An object that is to be replaced and is gone is a NoSuchKey.
        if (!isConditionFailed(error) && !isNotFound(error)) throw error;
        if (attempt < attempts) continue;
        throw new PreviewError('farewells-conflict', 'others go on writing down which previews are gone', {
          fault: 'world',
          hint: 'Let one cleanup run at a time; the next run goes on.',
          cause: error,
        });
      }
    }
  }

  private async put(bucket: string, text: string, former: string | undefined): Promise<void> {
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: removalNoticesKey,
      Body: text,
      ContentType: 'application/json',
      ...(former === undefined ? { IfNoneMatch: '*' } : { IfMatch: former }),
    });
    await send('s3:PutObject', () => this.clients.s3.send(command));
  }

  private async fetch(bucket: string): Promise<Kept | undefined> {
    const command = new GetObjectCommand({ Bucket: bucket, Key: removalNoticesKey });
    try {
      return await send('s3:GetObject', async () => {
        const answer = await this.clients.s3.send(command);
        const text = await requireField(answer.Body, 'body', 's3:GetObject').transformToString('utf8');
        return { text, etag: requireField(answer.ETag, 'ETag', 's3:GetObject') };
      });
    } catch (error) {
      if (isNotFound(error) || isNoSuchBucket(error)) return undefined;
      throw error;
    }
  }
}

/** With more than these, the oldest notices are dropped unsent. */
const keptAtMost = 500;

/** The notices after a change. A stack has one notice: the newest. */
function changedRemovalNotices(
  notes: readonly RemovalNotice[],
  { add = [], remove = [] }: { readonly add?: readonly RemovalNotice[]; readonly remove?: readonly string[] },
): readonly RemovalNotice[] {
  const gone = new Set([...remove, ...add.map(({ stackId }) => stackId)]);
  const known = new Map(notes.map((note) => [note.stackId, note]));
  // The first notice of a stack decides how long sending is tried.
  const added = add.map((note) => ({ ...note, since: known.get(note.stackId)?.since ?? note.since }));
  return [...notes.filter(({ stackId }) => !gone.has(stackId)), ...added].slice(-keptAtMost);
}

const fields = ['targetId', 'branch', 'stackName', 'stackId', 'because', 'since'] as const;

/** Anyone who can deploy can write this object, so anything that has not the shape of a notice is ignored. */
function readRemovalNotices(text: string): readonly RemovalNotice[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const notes = (value as { readonly farewells?: unknown } | null)?.farewells;
  return Array.isArray(notes) ? notes.filter(isRemovalNotice) : [];
}

function isRemovalNotice(value: unknown): value is RemovalNotice {
  if (typeof value !== 'object' || value === null) return false;
  const note = value as Readonly<Record<string, unknown>>;
  return (
    fields.every((field) => typeof note[field] === 'string') &&
    /^[a-z0-9-]{1,63}$/.test(String(note.targetId)) &&
    !Number.isNaN(Date.parse(String(note.since)))
  );
}
