import pc from 'picocolors';
import { Block } from '../../../../lib/cli/render/block';
import { liveProgress } from '../../../../lib/cli/render/clock/live-progress';
import type { Terminal } from '../../../../lib/cli/render/terminal';
import { FakeClock } from '../../../fakes/fake-clock';
import { ScreenStandIn } from './screen';
import { began, ending, opening } from './story';

/** A terminal of this width that shows what a person sees. */
function watch(columns: number) {
  const screen = new ScreenStandIn(columns);
  const block = new Block(screen);
  const write = (line: string) => block.above(() => screen.write(`${line}\n`));
  const terminal: Terminal = {
    ...{ out: write, err: write, pass: (_, text) => write(text), interactive: true, colors: pc.createColors(false) },
    show: (draw) => block.show(draw),
    close: () => block.show(undefined),
  };
  const clock = new FakeClock(new Date(began));
  const abort = new AbortController();
  // Each second is the test's to let pass.
  let ring: (() => void) | undefined;
  const ticking = {
    now: () => clock.now(),
    sleep: (milliseconds: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        ring = resolve;
        expect(milliseconds).toBe(1000);
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
  };
  const progress = liveProgress(terminal, ticking, abort.signal);
  const until = (seconds: number) => clock.advance(began + seconds * 1000 - clock.now().getTime());
  const tick = async () => {
    ring?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const play = (events: typeof opening) => {
    for (const [seconds, event] of events) {
      until(seconds);
      progress.emit(event);
    }
  };
  return { screen, block, terminal, progress, abort, until, tick, play };
}

test.each([60, 80, 140])(
  'at %i columns steps stay, the block is drawn in its place, and nothing is left of it',
  async (columns) => {
    const { screen, play, until, tick, terminal } = watch(columns);
    play(opening);
    expect(screen.isCursorShown).toBe(false);
    const steps = [
      '  ✓      1.0 s  branch and commit are still there',
      'login-page 11111111 → shop-preview-login-page',
    ];
    expect(screen.lines.slice(0, 2)).toEqual(steps);
    const before = screen.lines.length;
    until(42);
    await tick();
    expect(screen.lines).toHaveLength(before);
    expect(screen.lines.at(-1)).toBe('  In all 42 s; the stack usually 5–25 min (AWS)');
    play(ending);
    expect(screen.lines).toEqual([...steps, '  ✓ 5 min 30 s  stack', '  ✓  1 min 8 s  healthy']);
    expect(new Set(screen.lines).size).toBe(screen.lines.length);
    expect(screen.widest).toBeLessThan(columns);
    expect(screen.isCursorShown).toBe(true);
    terminal.out('https://login-page.acme.dev');
    expect(screen.lines.at(-1)).toBe('https://login-page.acme.dev');
    await tick();
  },
);

test('an interruption takes the block away and gives the cursor back, and nothing is drawn after it', async () => {
  const { screen, play, abort, tick, progress } = watch(80);
  play(opening);
  abort.abort(new Error('Ctrl-C'));
  await tick();
  expect(screen.lines).toHaveLength(2);
  expect(screen.isCursorShown).toBe(true);
  progress.emit({ kind: 'stack-waiting', stackName: 's', stackId: 'id', status: 'UPDATE_IN_PROGRESS' });
  expect(screen.lines).toHaveLength(2);
});

test('an error is written where the block was', () => {
  const { screen, play, terminal } = watch(80);
  play(opening);
  terminal.close();
  terminal.err('error It broke');
  expect(screen.lines.slice(2)).toEqual(['error It broke']);
  expect(screen.isCursorShown).toBe(true);
});

test('a terminal that became narrower has broken the lines, and all of them are taken away', () => {
  const screen = new ScreenStandIn(40);
  const block = new Block(screen);
  block.above(() => screen.write('one line that stays\n'));
  block.show(({ columns }) => ['x'.repeat(columns - 1), 'y']);
  // The terminal breaks 39 characters into three lines of 15.
  screen.columns = 15;
  screen.write(`\r\u001b[1A\u001b[J${'x'.repeat(15)}\n${'x'.repeat(15)}\n${'x'.repeat(9)}\ny`);
  block.redraw();
  expect(screen.lines).toEqual(['one line that stays', 'x'.repeat(14), 'y']);
});
