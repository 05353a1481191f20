import type { Answer } from '../odd-endpoint';

interface Version {
  readonly key: string;
  readonly id: string;
  readonly marker: boolean;
}

/** One versioned bucket as S3 would keep it, in memory, to count calls and to break them; answers for an OddEndpoint. */
export class VersionedBucket {
  versions: Version[] = [];
  uploads: { readonly key: string; readonly id: string }[] = [];
  /** Operations in order: `list`, `delete <number of keys>`, `uploads`, `abort <key>`, `single <key>`. */
  readonly calls: string[] = [];
  /** The error of one key of a DeleteObjects. */
  keyError: (key: string) => string | undefined = () => undefined;
  /** Called before every answer; an answer here replaces the usual one. */
  before: (call: string) => Answer | undefined = () => undefined;
  pageSize = 1000;

  /** `count` versions of as many keys. */
  fill(count: number): void {
    for (let i = 0; i < count; i += 1) this.add(`key-${String(i).padStart(7, '0')}`);
  }

  add(key: string, { id = `v${this.versions.length}`, marker = false } = {}): void {
    this.versions.push({ key, id, marker });
  }

  reply(request: { readonly method: string; readonly url: string; readonly body: string }): Answer {
    const query = new URL(request.url, 'http://s3').searchParams;
    const key = decodeURIComponent(request.url.replace(/\?.*/, '').replace(/^\/[^/]+\/?/, ''));
    if (query.has('uploads')) return this.answer('uploads', () => this.listUploads());
    if (query.has('versions')) return this.answer('list', () => this.list(query));
    if (query.has('uploadId')) return this.answer(`abort ${key}`, () => this.abort(query.get('uploadId')));
    if (request.method === 'DELETE')
      return this.answer(`single ${key}`, () => this.drop([{ key, id: query.get('versionId') ?? '' }]));
    const objects = [...request.body.matchAll(/<Key>([\s\S]*?)<\/Key><VersionId>([\s\S]*?)<\/VersionId>/g)];
    const wanted = objects.map(([, raw = '', id = '']) => ({ key: unescaped(raw), id }));
    return this.answer(`delete ${wanted.length}`, () => this.drop(wanted));
  }

  private answer(call: string, usual: () => Answer): Answer {
    this.calls.push(call);
    return this.before(call) ?? usual();
  }

  private list(query: URLSearchParams): Answer {
    const prefix = query.get('prefix') ?? '';
    const matching = this.versions
      .filter((version) => version.key.startsWith(prefix))
      .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
    const [keyMarker, idMarker] = [query.get('key-marker'), query.get('version-id-marker')];
    const at = matching.findIndex((version) => version.key === keyMarker && version.id === idMarker);
    // As on AWS: when the version is gone from which to go on, the rest of the list may not come.
    if (keyMarker !== null && at < 0)
      return xml('<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>');
    const page = matching.slice(at + 1, at + 1 + this.pageSize);
    const truncated = at + 1 + page.length < matching.length;
    const last = page.at(-1);
    const entries = page.map(({ key, id, marker }) => {
      const tag = marker ? 'DeleteMarker' : 'Version';
      return `<${tag}><Key>${listed(key)}</Key><VersionId>${id}</VersionId>${marker ? '' : '<Size>10</Size>'}</${tag}>`;
    });
    const next =
      truncated && last
        ? `<NextKeyMarker>${listed(last.key)}</NextKeyMarker><NextVersionIdMarker>${last.id}</NextVersionIdMarker>`
        : '';
    return xml(
      `<ListVersionsResult><EncodingType>url</EncodingType><IsTruncated>${truncated}</IsTruncated>${next}${entries.join('')}</ListVersionsResult>`,
    );
  }

  private drop(wanted: readonly { readonly key: string; readonly id: string }[]): Answer {
    const errors: string[] = [];
    const gone = new Set<string>();
    for (const { key, id } of wanted) {
      const code = this.keyError(key);
      if (code === undefined) gone.add(`${key}\0${id}`);
      else
        errors.push(
          `<Error><Key>${escaped(key)}</Key><VersionId>${id}</VersionId><Code>${code}</Code><Message>no</Message></Error>`,
        );
    }
    this.versions = this.versions.filter(({ key, id }) => !gone.has(`${key}\0${id}`));
    return xml(`<DeleteResult>${errors.join('')}</DeleteResult>`);
  }

  private listUploads(): Answer {
    const uploads = this.uploads.map(
      ({ key, id }) => `<Upload><Key>${listed(key)}</Key><UploadId>${id}</UploadId></Upload>`,
    );
    return xml(
      `<ListMultipartUploadsResult><EncodingType>url</EncodingType>${uploads.join('')}</ListMultipartUploadsResult>`,
    );
  }

  private abort(id: string | null): Answer {
    this.uploads = this.uploads.filter((upload) => upload.id !== id);
    return { status: 204 };
  }
}

export function s3Error(status: number, code: string, message = 'on purpose'): Answer {
  return { status, body: `<Error><Code>${code}</Code><Message>${message}</Message></Error>` };
}

function xml(body: string): Answer {
  return { body: `<?xml version="1.0" encoding="UTF-8"?>${body}` };
}

/** As S3 encodes keys in lists: a space is `+`. */
function listed(key: string): string {
  return encodeURIComponent(key).replace(/%20/g, '+').replace(/%2F/g, '/');
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\r\n]/g, (c) => `&#${c.charCodeAt(0)};`);
}

function unescaped(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}
