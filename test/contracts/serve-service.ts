import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { AwsError } from '../../lib/local/http/aws-error';
import type { Service } from '../../lib/local/http/service';

/** One service behind a port; bodies come and go byte for byte, as S3 needs them. */
export async function serveService(service: Service): Promise<{ readonly endpoint: string; close(): Promise<void> }> {
  const server = createServer((incoming, response) => {
    void (async () => {
      const url = new URL(incoming.url ?? '/', endpoint);
      const request = {
        method: incoming.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers as Record<string, string>,
        region: 'eu-central-1',
        body: incoming,
        text: () => text(incoming),
        requestId: 'test-request',
        endpoint,
      };
      const answer = await Promise.resolve(service.handle(request)).catch((error: unknown) =>
        service.drawError(
          error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500),
          request,
        ),
      );
      response.writeHead(answer.status, answer.headers);
      const body = answer.body ?? '';
      await pipeline(body instanceof Readable ? body : Readable.from([Buffer.from(body)]), response);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
