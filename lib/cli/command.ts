import type { common } from './flags';
import type { Terminal } from './render/terminal';

/** Exit code of what Ctrl-C or SIGTERM ended. */
export const INTERRUPTED = 130;

/** What a command may use of the process it runs in. */
export interface Invocation {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
  /** The AWS that this command works with, of whatever the variables of the process say. @default what they say */
  readonly endpoint?: {
    readonly url: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** Minutes after which GitHub's limits are not waited for any more. @default none: what may be waited for in all is limited anyway */
  readonly waitMinutes?: number;
}

/** What one command is. Its file exports this as `command`, and what it runs as `run`. */
export interface Command {
  readonly group: Group;
  readonly summary: string;
  /** Text of the help page. @default the summary */
  readonly description?: string;
  /** A command line that makes sense to someone new, without the program's name. */
  readonly example: string;
  /** What each flag does; the flag as commander writes it: `--branch <name>`, `--forward [port]`. */
  readonly flags: Flags;
  /** What the words are that it takes besides its flags, behind `--`. @default it takes none */
  readonly words?: string;
}

/** Groups of the help page, and folders of `commands/`. */
export type Group = 'begin' | 'every-day' | 'look' | 'team' | 'set-up';

type Flags = Readonly<Record<string, string>>;

/**
 * The options that commander makes of flags: `--max-share <fraction>` becomes `maxShare?: string`, `--no-x` becomes `x?: boolean`, and
 * `--forward [port]` becomes `forward?: string | true`.
 */
export type OptionsOf<F extends Flags> = {
  readonly [Flag in keyof F & string as NameOf<Flag>]?: Flag extends `${string} <${string}>`
    ? string
    : Flag extends `${string} [${string}]`
      ? string | true
      : boolean;
};
type NameOf<Flag extends string> = Flag extends `--no-${infer Name}`
  ? Camel<Name>
  : Flag extends `--${infer Name} ${'<' | '['}${string}`
    ? Camel<Name>
    : Flag extends `--${infer Name}`
      ? Camel<Name>
      : never;
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;

/** Options that every command takes. */
export type CommonOptions = OptionsOf<typeof common>;

/** Runs one command; returns the exit code or throws PreviewError. Its options follow from the command's flags. */
export type Run<C extends Command> = (
  invocation: Invocation,
  options: OptionsOf<C['flags']> & CommonOptions,
  ...words: C extends { readonly words: string } ? [words: readonly string[]] : []
) => Promise<number>;
