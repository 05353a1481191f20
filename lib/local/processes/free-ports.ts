import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { AwsError } from '../http/aws-error';

// Below the range from which systems take ports for outgoing connections, so that none of those takes it first.
const lowest = 20_000;
const highest = 32_000;

/** Hands out ports of 127.0.0.1, never the same one to two apps that are still starting. */
export class FreePorts {
  private readonly taken = new Set<number>();

  async take(): Promise<number> {
    for (let tries = 0; tries < 200; tries += 1) {
      const port = randomInt(lowest, highest);
      if (!this.taken.has(port)) {
        this.taken.add(port);
        if (await isFree(port)) {
          return port;
        }
        this.taken.delete(port);
      }
    }
    throw new AwsError('InsufficientInstanceCapacity', `No port between ${lowest} and ${highest} is free`, 500);
  }

  giveBack(port: number): void {
    this.taken.delete(port);
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    // On every address, as most apps listen.
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
