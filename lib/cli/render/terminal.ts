import pc from 'picocolors';

/** Where a command writes. Results go to `out`, everything else to `err`, so that output can be piped. */
export interface Terminal {
  /** A line of the result, to standard output. */
  out(line: string): void;
  /** A line about what happens, to standard error. */
  err(line: string): void;
  /** A line that the next one replaces; nothing where standard error is no terminal. */
  transient(line: string): void;
  /** Whether a person is watching standard error. */
  readonly interactive: boolean;
  /** Width of the terminal that standard output is; undefined where it is none, and lines are as long as they are. */
  readonly columns?: number | undefined;
  readonly colors: ReturnType<typeof pc.createColors>;
}

/** The terminal of this process; honours NO_COLOR and pipes. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners('error').includes(unheard)) stream.on('error', unheard);
  const interactive = process.stderr.isTTY === true;
  let open = false;
  const close = () => {
    if (open) process.stderr.write('\r\u001b[2K');
    open = false;
  };
  return {
    interactive,
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    colors: pc.createColors(pc.isColorSupported && interactive),
    out: (line) => {
      close();
      process.stdout.write(`${line}\n`);
    },
    err: (line) => {
      close();
      process.stderr.write(`${line}\n`);
    },
    transient: (line) => {
      if (!interactive) return;
      close();
      process.stderr.write(line.slice(0, (process.stderr.columns ?? 80) - 1));
      open = true;
    },
  };
}

/** The reader of the pipe, such as `head`, closed it. The command goes on and prints nothing more. */
function unheard(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
