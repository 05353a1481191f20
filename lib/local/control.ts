import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkFault } from './faults/check-fault';
import type { Fault } from './faults/faults';
import { readText } from './http/open-request';
import type { RequestLog } from './http/request-log';
import { runningNow } from './running-now';
import type { CloudState } from './services';

export const controlPath = '/_local/';

/** What tests in other processes ask for and look at: unsigned, JSON, on the endpoint's own address only. */
export async function control(
  incoming: IncomingMessage,
  response: ServerResponse,
  { world, requestLog }: { readonly world: CloudState; readonly requestLog: RequestLog },
): Promise<void> {
  const { faults } = world;
  const [name = '', id] = (incoming.url ?? '').slice(controlPath.length).split('?')[0]?.split('/') ?? [];
  const send = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
  };
  const asked = `${incoming.method} ${name}`;
  if (asked === 'GET requests') {
    const { count, busyMs } = requestLog;
    send(200, { count, busyMs, requests: requestLog.requests() });
  } else if (asked === 'GET running') {
    send(200, runningNow(world));
  } else if (asked === 'GET faults') {
    send(200, faults.list());
  } else if (asked === 'POST faults') {
    const fault = readFault(await readText(incoming));
    if (typeof fault === 'string') {
      send(400, { message: fault });
    } else {
      send(201, { id: faults.add(fault) });
    }
  } else if (asked === 'DELETE faults') {
    faults.remove(id);
    send(200, faults.list());
  } else {
    send(404, { message: `There is no ${asked} here; see BEHAVIOUR.md` });
  }
}

function readFault(body: string): Fault | string {
  try {
    return checkFault(JSON.parse(body));
  } catch {
    return 'The body is not JSON';
  }
}
