import type { LookedAt } from '../../doctor/looked-at';
import type { CommonOptions } from '../command';
import { plain } from './plain';
import type { Terminal } from './terminal';

/** How far the doctor is: one line that replaces itself on a terminal, JSON lines with `--json`, else nothing. */
export function lookingProgress(terminal: Terminal, { json }: CommonOptions): { emit(event: LookedAt): void } {
  return {
    emit: (event) => {
      const { title, done, total } = event;
      if (json) terminal.err(JSON.stringify(event));
      else terminal.transient(`  ${terminal.colors.dim(`… ${done} of ${total} looked at: ${plain(title)}`)}`);
    },
  };
}
