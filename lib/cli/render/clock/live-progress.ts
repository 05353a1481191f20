import type { Clock } from '../../../ports/clock';
import type { Progress } from '../../../progress';
import { plain } from '../../../text/visible';
import { type Drawers, draw, drawersFor } from '../progress-text';
import type { Terminal } from '../terminal';
import { type FrameSize, frame } from './frame';
import { Watched } from './watched';

const everyMs = 1000;

/** For a person at a terminal: a line for each step that has ended, and below them a block that shows what is under way, drawn again each second. */
export function liveProgress(terminal: Terminal, clock: Clock, signal: AbortSignal): Progress {
  const { dim } = terminal.colors;
  const watched = new Watched();
  const now = () => clock.now().getTime();
  let note = '';
  let ticks = false;
  const lines = (size: FrameSize) =>
    signal.aborted ? [] : frame(watched, now(), size, note).map((line, index) => (index === 0 ? line : dim(line)));
  const isBusy = () => lines({ columns: 80, rows: 24 }).length > 0;
  const tick = async () => {
    ticks = true;
    try {
      while (isBusy()) {
        await clock.sleep(everyMs, signal);
        terminal.show(lines);
      }
    } catch {
      // The command has ended, or was interrupted.
      terminal.close();
    }
    ticks = false;
  };
  const shown = {
    line: (text: string) => terminal.err(text),
    detail: (text: string) => terminal.err(`    ${dim(plain(text))}`),
    settled: (text: string) => terminal.err(text),
    wait: (text: string) => {
      note = text;
    },
  };
  const all = drawersFor(terminal, shown, { watched, now });
  const drawers: Drawers = { ...all, ...inTheBlock };
  // What the block does not show of its own.
  const noting: Partial<Drawers> = {
    'stack-event': (event, noticed) => {
      if (noticed.ended === undefined || event.event.status.endsWith('_FAILED')) all['stack-event'](event, noticed);
    },
    'stack-still': (event, noticed) => {
      if (event.unanswered !== undefined || watched.stack(event.stackName) === undefined)
        all['stack-still'](event, noticed);
    },
    'looked-at': ({ title, done, total }) => {
      if (done < total) shown.wait(`${done} of ${total} looked at: ${title}`);
    },
  };
  return {
    emit: (event) => {
      note = '';
      const former = event.kind === 'stack-event' ? watched.stack(event.stackName) : undefined;
      const ended = watched.take(event, now());
      draw({ ...drawers, ...noting }, event, { ended, former });
      terminal.show(lines);
      if (!ticks && isBusy()) void tick();
    },
  };
}

const nothing = () => undefined;

/** The block shows them. */
const inTheBlock = {
  'stack-operation-started': nothing,
  'environment-seen': nothing,
  'url-probed': nothing,
  'health-awaited': nothing,
  'removal-started': nothing,
} satisfies Partial<Drawers>;
