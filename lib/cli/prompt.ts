import { createInterface } from 'node:readline/promises';
import type { Ask } from '../init/ask/question';
import { plain } from '../text/visible';
import type { Invocation } from './command';

/** Asks on the terminal; undefined where no person is at the terminal. Ctrl-C ends the command, as anywhere else. */
export function promptOf({ terminal, signal }: Invocation): Ask | undefined {
  if (!terminal.interactive || process.stdin.isTTY !== true) return undefined;
  const { bold, dim, red } = terminal.colors;
  return async ({ text, proposal }, fault) => {
    if (fault !== undefined) terminal.err(`${red('That will not do:')} ${plain(fault)}`);
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    try {
      const shown = proposal === undefined ? '' : dim(` [${plain(proposal)}]`);
      return await lines.question(`${bold(text)}${shown}: `, { signal });
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      lines.close();
    }
  };
}

/** The same, with one line before the first question that says what the answers are for. */
export function introduced(ask: Ask | undefined, line: string, say: (line: string) => void): Ask | undefined {
  let said = false;
  return (
    ask &&
    ((question, fault) => {
      if (!said) say(line);
      said = true;
      return ask(question, fault);
    })
  );
}
