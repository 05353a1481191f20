import { interruption } from '../previews/interruption';
import type { Progress } from '../progress';
import { Running, toldThrough } from './running';

/** Does the work; when it is interrupted, the error says what CloudFormation goes on with. */
export async function interruptible<Ports extends { readonly progress: Progress }, T>(
  ports: Ports,
  signal: AbortSignal | undefined,
  work: (ports: Ports) => Promise<T>,
): Promise<T> {
  const running = new Running(ports.progress);
  try {
    return await work(toldThrough(ports, running));
  } catch (error) {
    throw signal?.aborted ? interruption(running.operations, error) : error;
  }
}
