import { plain } from '../../text/visible';
import type { Terminal } from './terminal';

/** The kinds of line that progress is drawn with. */
export interface Lines {
  line(text: string): void;
  /** Something that a step found or made; its text is made harmless. */
  detail(text: string): void;
  /** What is being waited for; the same is said once. */
  wait(text: string): void;
  /** A line that ends the waiting. */
  settled(text: string): void;
}

export function openLines(terminal: Terminal): Lines {
  const { dim } = terminal.colors;
  let waiting = '';
  return {
    line: (text) => terminal.err(text),
    detail: (text) => terminal.err(`    ${dim(plain(text))}`),
    wait: (text) => {
      if (text === waiting) return;
      waiting = text;
      terminal.err(`  … ${plain(text)}`);
    },
    settled: (text) => {
      waiting = '';
      terminal.err(text);
    },
  };
}
