import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { PreviewError } from '../../errors';
import { farewellsKey } from '../../naming/bundle-key';
import type { Farewell, Farewells } from '../../ports/removal-notices';
import type { AwsClients } from '../clients';
import { ask, given } from '../send';
import { isConditionFailed, isNoSuchBucket, isNotFound } from './s3-errors';

/** Each time somebody else was faster; that many cleanups do not run at once. */
const attempts = 10;

interface Kept {
  readonly text: string;
  readonly etag: string;
}

/** The notes as one small JSON object, written only over the version that was read. */
export class AwsFarewells implements Farewells {
  constructor(private readonly clients: AwsClients) {}

  async read(bucket: string): Promise<readonly Farewell[]> {
    return readFarewells((await this.fetch(bucket))?.text ?? '');
  }

  async change(
    bucket: string,
    change: { readonly add?: readonly Farewell[]; readonly told?: readonly string[] },
  ): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const kept = await this.fetch(bucket);
      const former = readFarewells(kept?.text ?? '');
      const text = JSON.stringify({ format: 1, farewells: changedFarewells(former, change) });
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
      Key: farewellsKey,
      Body: text,
      ContentType: 'application/json',
      ...(former === undefined ? { IfNoneMatch: '*' } : { IfMatch: former }),
    });
    await ask('s3:PutObject', () => this.clients.s3.send(command));
  }

  private async fetch(bucket: string): Promise<Kept | undefined> {
    const command = new GetObjectCommand({ Bucket: bucket, Key: farewellsKey });
    try {
      return await ask('s3:GetObject', async () => {
        const answer = await this.clients.s3.send(command);
        const text = await given(answer.Body, 'body', 's3:GetObject').transformToString('utf8');
        return { text, etag: given(answer.ETag, 'ETag', 's3:GetObject') };
      });
    } catch (error) {
      if (isNotFound(error) || isNoSuchBucket(error)) return undefined;
      throw error;
    }
  }
}

/** More are not kept: whoever could be told nothing for so long is not told of the oldest. */
const keptAtMost = 500;

/** The notes after a change; a stack is noted once, by what was said of it last. */
function changedFarewells(
  notes: readonly Farewell[],
  { add = [], told = [] }: { readonly add?: readonly Farewell[]; readonly told?: readonly string[] },
): readonly Farewell[] {
  const gone = new Set([...told, ...add.map(({ stackId }) => stackId)]);
  const known = new Map(notes.map((note) => [note.stackId, note]));
  // Since when it is known counts for how long it is tried.
  const added = add.map((note) => ({ ...note, since: known.get(note.stackId)?.since ?? note.since }));
  return [...notes.filter(({ stackId }) => !gone.has(stackId)), ...added].slice(-keptAtMost);
}

const fields = ['targetId', 'branch', 'stackName', 'stackId', 'because', 'since'] as const;

/** The notes in an object; what cannot be read is none. Whoever may deploy may write there: only what has the shape counts. */
function readFarewells(text: string): readonly Farewell[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const notes = (value as { readonly farewells?: unknown } | null)?.farewells;
  return Array.isArray(notes) ? notes.filter(isFarewell) : [];
}

function isFarewell(value: unknown): value is Farewell {
  if (typeof value !== 'object' || value === null) return false;
  const note = value as Readonly<Record<string, unknown>>;
  return (
    fields.every((field) => typeof note[field] === 'string') &&
    /^[a-z0-9-]{1,63}$/.test(String(note.targetId)) &&
    !Number.isNaN(Date.parse(String(note.since)))
  );
}
