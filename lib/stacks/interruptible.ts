import { interruption } from './interruption';
import { OperationsInFlight, type Speaker } from './operations-in-flight';

/** Does the work; when it is interrupted, the error says what CloudFormation goes on with. */
export async function interruptible<Ports extends { readonly progress: Speaker }, T>(
  ports: Ports,
  signal: AbortSignal | undefined,
  work: (ports: Ports) => Promise<T>,
): Promise<T> {
  const inFlight = new OperationsInFlight(ports.progress);
  // Same ports with another progress. Uses a prototype, not a spread: a spread would trigger every lazy getter.
  const watched = Object.create(ports, { progress: { value: inFlight, enumerable: true } }) as Ports;
  try {
    return await work(watched);
  } catch (error) {
    throw signal?.aborted ? interruption(inFlight.operations, error) : error;
  }
}
