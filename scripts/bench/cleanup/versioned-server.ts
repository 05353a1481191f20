import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Milliseconds until S3 answers. */
export interface Latency {
  readonly list: number;
  readonly single: number;
  readonly batch: number;
  readonly perKey: number;
}

const onPage = 1000;

/**
 * One bucket of versions, with AWS's markers: a list goes on after the version that the marker names, and that version must still exist.
 * Keys are made of their numbers, so that a million of them cost nothing.
 */
export class VersionedServer {
  lists = 0;
  deletes = 0;
  others = 0;
  private gone: Uint8Array;
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  constructor(
    private readonly count: number,
    private readonly latency: Latency,
  ) {
    this.gone = new Uint8Array(count);
  }

  get left(): number {
    return this.gone.reduce((sum, gone) => sum + 1 - gone, 0);
  }

  get calls(): number {
    return this.lists + this.deletes;
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://s3');
    const body = await text(request);
    const [milliseconds, xml] = this.act(request.method ?? '', url, body);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    response.writeHead(xml.startsWith('<Error>') ? 400 : 200, { 'content-type': 'application/xml' }).end(xml);
  }

  private act(method: string, url: URL, body: string): readonly [number, string] {
    const { list, single, batch, perKey } = this.latency;
    if (url.searchParams.has('versions')) {
      this.lists += 1;
      return [list, this.page(url.searchParams)];
    }
    if (url.searchParams.has('delete')) {
      this.deletes += 1;
      const ids = [...body.matchAll(/<VersionId>v(\d+)<\/VersionId>/g)];
      for (const [, id] of ids) this.gone[Number(id)] = 1;
      return [batch + perKey * ids.length, '<DeleteResult/>'];
    }
    if (method === 'DELETE') {
      this.deletes += 1;
      this.gone[Number(url.searchParams.get('versionId')?.slice(1))] = 1;
      return [single, ''];
    }
    this.others += 1;
    return [list, '<ListMultipartUploadsResult/>'];
  }

  private page(query: URLSearchParams): string {
    const marker = query.get('version-id-marker');
    const start = marker === null ? 0 : Number(marker.slice(1)) + 1;
    if (marker !== null && this.gone[start - 1] === 1) return '<Error><Code>InvalidArgument</Code></Error>';
    const entries: string[] = [];
    let index = start;
    for (; index < this.count && entries.length < onPage; index += 1) {
      if (this.gone[index] === 0)
        entries.push(`<Version><Key>${keyOf(index)}</Key><VersionId>v${index}</VersionId><Size>1</Size></Version>`);
    }
    const last = index - 1;
    const next = index < this.count && entries.length === onPage;
    const markers = next
      ? `<NextKeyMarker>${keyOf(last)}</NextKeyMarker><NextVersionIdMarker>v${last}</NextVersionIdMarker>`
      : '';
    return `<ListVersionsResult><IsTruncated>${next}</IsTruncated>${markers}${entries.join('')}</ListVersionsResult>`;
  }
}

function keyOf(index: number): string {
  return `folder/file-${String(index).padStart(9, '0')}`;
}
