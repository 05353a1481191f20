import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpProbe } from '../../../lib/machine/http-probe';
import { FakeProbe } from '../../fakes/fake-probe';
import { describeProbeContract } from './probe.contract';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

describeProbeContract('the fake', async () => {
  const probe = new FakeProbe();
  return {
    probe,
    urlOf(status) {
      const url = `https://app.example.com/${status}`;
      if (status !== undefined) probe.script(url, status);
      return url;
    },
  };
});

describeProbeContract('HTTP', async () => {
  const server = createServer((request, response) => {
    response.writeHead(Number(request.url?.slice(1)), { connection: 'close' }).end();
  });
  const gone = createServer();
  for (const one of [server, gone]) await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const [port, freed] = [server, gone].map((one) => (one.address() as AddressInfo).port);
  await new Promise((resolve) => gone.close(resolve));
  return {
    probe: new HttpProbe(),
    urlOf: (status) => `http://app.localhost:${status === undefined ? freed : port}/${status}`,
  };
});
