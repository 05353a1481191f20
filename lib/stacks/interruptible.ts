import { interruption } from './interruption';
import { OperationsInFlight, type Speaker } from './operations-in-flight';

/** Does the work; when it is interrupted, the error says what CloudFormation goes on with. */
export async function interruptible<Ports extends { readonly progress: Speaker }, T>(
  ports: Ports,
  signal: AbortSignal | undefined,
  work: (ports: Ports) => Promise<T>,
): Promise<T> {
  const inFlight = new OperationsInFlight(ports.progress);
  // A prototype, not a copy: a copy would read, and so load, every adapter.
  const watched = Object.create(ports, { progress: { value: inFlight, enumerable: true } }) as Ports;
  try {
    return await work(watched);
  } catch (error) {
    throw signal?.aborted ? interruption(inFlight.operations, error) : error;
  }
}
