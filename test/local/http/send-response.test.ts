import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { sendResponse } from '../../../lib/local/http/send-response';
import type { ServiceRequest } from '../../../lib/local/http/service';

test('a body that ends short of its announced length breaks the connection off', async () => {
  const server = createServer((_, response) => {
    const body = Readable.from([Buffer.from('short')]);
    sendResponse(response, { requestId: 'r' } as ServiceRequest, {
      ...{ status: 200, headers: { 'content-length': '100' }, body },
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  await expect(answer.text()).rejects.toThrow('terminated');
  server.close();
});
