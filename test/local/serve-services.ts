import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { AwsError } from '../../lib/local/http/aws-error';
import type { Service } from '../../lib/local/http/service';

/** Services behind a port of their own, chosen by the scope of the signature; nothing but what a client needs to reach them. */
export async function serveServices(...services: readonly Service[]) {
  const server = createServer((incoming, response) => {
    void (async () => {
      const body = await textOf(incoming);
      const url = new URL(incoming.url ?? '/', endpoint);
      const [, , region = '', scope = ''] =
        /Credential=([^,]+)/.exec(incoming.headers.authorization ?? '')?.[1]?.split('/') ?? [];
      const service = services.find(({ scopes }) => scopes.includes(scope));
      const request = {
        method: incoming.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers as Record<string, string>,
        region,
        body: Readable.from([body]),
        text: async () => body,
        requestId: 'test-request',
        endpoint,
      };
      if (!service) {
        response.writeHead(404).end(`No service ${scope}`);
        return;
      }
      try {
        const answer = await service.handle(request);
        response.writeHead(answer.status, answer.headers).end(answer.body);
      } catch (error) {
        const known = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500);
        const answer = service.drawError(known, request);
        response.writeHead(answer.status, answer.headers).end(answer.body);
      }
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    /** Settings of a real client for these services. */
    client: {
      endpoint,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    },
    /** A request as a client of the query protocol sends it. */
    async query(scope: string, form: Readonly<Record<string, string>>): Promise<string> {
      return send(endpoint, scope, 'application/x-www-form-urlencoded', new URLSearchParams(form).toString());
    },
    /** A request as a client of the JSON protocol sends it. */
    async json(scope: string, target: string, input: object): Promise<Record<string, unknown>> {
      const headers = { 'x-amz-target': target };
      return JSON.parse(await send(endpoint, scope, 'application/x-amz-json-1.1', JSON.stringify(input), headers));
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type ServedServices = Awaited<ReturnType<typeof serveServices>>;

async function send(endpoint: string, scope: string, type: string, body: string, more: Record<string, string> = {}) {
  const credential = `Credential=test/20260101/eu-central-1/${scope}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`;
  const answer = await fetch(endpoint, {
    method: 'POST',
    body,
    headers: { 'content-type': type, authorization, ...more },
  });
  return answer.text();
}
