import { setTimeout as sleep } from 'node:timers/promises';
import { TestEnvironment } from 'jest-environment-node';

/** What keeps a process alive until someone closes it; timers end by themselves. */
const kinds = /^(TCPSocketWrap|TCPServerWrap|PipeWrap|ProcessWrap|FSEventWrap)$/;
const patienceMs = 5000;

// A worker has a gigabyte of former files in memory. To free it piece by piece takes longer than the half second that jest waits.
if (process.send) process.once('beforeExit', () => process.exit());

// Node opens the pipes of its own output when they are first used: they belong to the worker, not to the file that printed first.
void process.stdout;
void process.stderr;

/** Fails a test file that leaves a socket, a server or a child process open: jest would have to kill the worker that ran it. */
export default class ClosedEnvironment extends TestEnvironment {
  private readonly before = openThings();

  override async teardown(): Promise<void> {
    let left = this.left();
    for (let waited = 0; left.length > 0 && waited < patienceMs; waited += 50) {
      await sleep(50);
      left = this.left();
    }
    await super.teardown();
    if (left.length > 0) throw new Error(`This file leaves open: ${left.join(', ')}`);
  }

  private left(): string[] {
    const former = [...this.before];
    return openThings().filter((thing) => {
      const known = former.indexOf(thing);
      if (known >= 0) former.splice(known, 1);
      return known < 0;
    });
  }
}

function openThings(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => kinds.test(kind));
}
