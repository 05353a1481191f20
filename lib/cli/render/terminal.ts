import pc from 'picocolors';
import { Block, type Draw } from './block';

/** Where a command writes. Results go to `out`, everything else to `err`, so that output can be piped. */
export interface Terminal {
  /** A line of the result, to standard output. */
  out(line: string): void;
  /** A line about what happens, to standard error. */
  err(line: string): void;
  /** What another program wrote: to a pipe as it is, to a person without what a terminal would obey. */
  pass(to: 'out' | 'err', text: string): void;
  /** Lines that stand below all others until they are drawn again or taken away; nothing where it is not `interactive`. */
  show(draw: Draw | undefined): void;
  /** Takes away what is shown, and gives the cursor back. */
  close(): void;
  /** Whether a person is watching standard error, at a terminal that can draw again what it has drawn. */
  readonly interactive: boolean;
  /** Aborted when who read standard output, such as `head`, reads no more. @default somebody reads to the end */
  readonly unread?: AbortSignal;
  /** Width of the terminal that standard output is; undefined where it is none, and lines are as long as they are. */
  readonly columns?: number | undefined;
  readonly colors: ReturnType<typeof pc.createColors>;
}

/** The terminal of this process; honours NO_COLOR and pipes. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners('error').includes(unheard)) stream.on('error', unheard);
  // CI services run steps on terminals, too, and keep every frame in their log.
  const interactive = process.stderr.isTTY === true && !process.env.CI && process.env.TERM !== 'dumb';
  const block = new Block(process.stderr);
  const redraw = () => block.redraw();
  let open = false;
  const close = () => {
    if (!open) return;
    open = false;
    block.show(undefined);
    process.off('exit', close);
    process.stderr.off('resize', redraw);
  };
  return {
    interactive,
    unread: unread.signal,
    close,
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    colors: pc.createColors(pc.isColorSupported && process.stderr.isTTY === true),
    out: (line) => block.above(() => process.stdout.write(`${line}\n`)),
    err: (line) => block.above(() => process.stderr.write(`${line}\n`)),
    pass: (to, text) => {
      const stream = to === 'out' ? process.stdout : process.stderr;
      block.above(() => stream.write(stream.isTTY ? harmless(text) : text));
    },
    show: (draw) => {
      if (!interactive) return;
      if (draw && !open) {
        open = true;
        // Also when a second Ctrl-C or a defect ends the process at once.
        process.on('exit', close);
        process.stderr.on('resize', redraw);
      }
      block.show(draw);
    },
  };
}

function harmless(text: string): string {
  const { plain, withoutColours } = require('../../text/visible') as typeof import('../../text/visible');
  return plain(withoutColours(text));
}
const unread = new AbortController();

/** The reader of the pipe, such as `head`, closed it. The command goes on and prints nothing more. */
function unheard(this: NodeJS.WriteStream, error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  if (this === process.stdout) unread.abort();
}
