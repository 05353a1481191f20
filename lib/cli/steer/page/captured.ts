import pc from 'picocolors';
import type { Clock } from '../../../ports/clock';
import type { Progress } from '../../../progress';
import { textProgress } from '../../render/progress-text';
import type { Terminal } from '../../render/terminal';

/** Progress in lines for people, without colours. */
export function captured(line: (text: string) => void, clock: Pick<Clock, 'now'>): Progress {
  const each = (text: string) => {
    for (const one of text.split('\n')) line(one.trimEnd());
  };
  const terminal: Terminal = {
    ...{ out: each, err: each, pass: (_to, text) => each(text) },
    ...{ show: () => undefined, close: () => undefined, interactive: false, colors: pc.createColors(false) },
  };
  return textProgress(terminal, clock);
}
