import type { Terminal } from './render/terminal';

/** Options that every command takes. */
export interface CommonOptions {
  readonly config?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** What a command may use of the process it runs in. */
export interface Invocation {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
  /** Minutes after which GitHub's limits are not waited for any more. @default none: what may be waited for in all is limited anyway */
  readonly waitMinutes?: number;
}

/** Runs one command; returns the exit code or throws PreviewError. */
export type Run<Options> = (invocation: Invocation, options: Options & CommonOptions) => Promise<number>;

export interface CommandOption {
  /** As commander writes it: `--branch <name>`. */
  readonly flags: string;
  readonly description: string;
}

/** One command of the program: what `--help` says, and where its code is. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Further lines of the help page. @default none */
  readonly description?: string;
  readonly options: readonly CommandOption[];
  /** Loads the command's code; nothing else of it is loaded for `--help` or for another command. */
  readonly load: () => Run<never>;
}
