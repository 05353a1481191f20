import { PreviewError } from '../errors';

interface ExecOptions {
  readonly forward?: string | true;
  readonly copyPassword?: boolean;
  readonly tty?: boolean;
  readonly timeout?: string;
  readonly json?: boolean;
}

/** What is to happen in an instance, or through it. */
export type ExecWish =
  | { readonly kind: 'command'; readonly words: readonly string[]; readonly timeoutMinutes: number }
  | { readonly kind: 'terminal'; readonly words?: readonly string[] }
  | {
      readonly kind: 'forward';
      readonly localPort?: number;
      readonly copyPassword: boolean;
      readonly words?: readonly string[];
    };

/** A script that takes longer says so. */
const defaultMinutes = 60;
/** SSM takes `executionTimeout` up to 48 hours (document AWS-RunShellScript, user guide of Systems Manager, November 2026). */
const mostMinutes = 48 * 60;
const unitMinutes: Readonly<Record<string, number>> = { m: 1, h: 60 };

/** What options and words mean together. Throws PreviewError `option-invalid`. */
export function wishOf(options: ExecOptions, words: readonly string[]): ExecWish {
  const { forward, copyPassword = false, tty = false, timeout, json = false } = options;
  if (words[0]?.trim() === '') {
    throw invalid('The command behind -- is empty', 'Write a command there, or leave -- out to open a shell.');
  }
  const given = words.length === 0 ? {} : { words };
  const isCommand = forward === undefined && !tty && words.length > 0;
  if (copyPassword && forward === undefined) {
    throw invalid('--copy-password was given without --forward', 'Give both, or leave it out.');
  }
  if (forward !== undefined && tty) {
    throw invalid(
      'Both --forward and --tty were given',
      'Give one of them: a client behind --forward has the terminal.',
    );
  }
  if (!isCommand && timeout !== undefined) {
    throw invalid('--timeout is for a command in an instance', 'Leave it out, or write the command behind --.');
  }
  if (!isCommand && json) throw invalid('--json is for a command in an instance', 'Write the command behind --.');
  if (forward !== undefined) {
    return { kind: 'forward', copyPassword, ...given, ...(forward !== true && { localPort: portOf(forward) }) };
  }
  return isCommand ? { kind: 'command', words, timeoutMinutes: minutesOf(timeout) } : { kind: 'terminal', ...given };
}

function minutesOf(text: string | undefined): number {
  if (text === undefined) return defaultMinutes;
  const [, count = '0', unit = ''] = /^(\d{1,4})([mh])$/.exec(text) ?? [];
  const minutes = Number(count) * (unitMinutes[unit] ?? 0);
  if (minutes > 0 && minutes <= mostMinutes) return minutes;
  throw invalid(`--timeout is "${text}"`, 'Write whole minutes or hours, from 1m to 48h.');
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port > 0 && port <= 65_535) return port;
  throw invalid(
    `--forward is "${text}"`,
    'It takes a port from 1 to 65535, or nothing for a free one; a client stands behind --.',
  );
}

function invalid(message: string, hint: string): PreviewError {
  return new PreviewError('option-invalid', message, { fault: 'user', hint });
}
