import { liveProgress } from '../../../lib/cli/render/clock/live-progress';
import { renderError } from '../../../lib/cli/render/error';
import { jsonProgress } from '../../../lib/cli/render/progress-json';
import { textProgress } from '../../../lib/cli/render/progress-text';
import { PreviewError } from '../../../lib/errors';
import type { ProgressEvent } from '../../../lib/progress';
import { FakeClock } from '../../fakes/fake-clock';
import { TerminalStandIn } from '../terminal-stand-in';

const failed: ProgressEvent = {
  kind: 'stack-event',
  stackName: 'shop-preview-a',
  event: {
    id: '1',
    at: new Date(0),
    logicalId: 'Database',
    physicalId: '',
    type: 'AWS::RDS::DBInstance',
    status: 'CREATE_FAILED',
    reason: 'no room \u001b[31m',
  },
};

test('progress as JSON holds nothing that a terminal obeys, and the same value', () => {
  const terminal = new TerminalStandIn();
  const event = { ...failed, stackName: 'a\u009b31m\u202e' };
  jsonProgress(terminal).emit(event);
  expect(terminal.lines[0]).toContain('"stackName":"a\\u009b31m\\u202e"');
  expect(JSON.parse(terminal.lines[0] ?? '').stackName).toBe(event.stackName);
});

describe('progress for people', () => {
  test('shows a failed resource with its reason, made harmless', () => {
    const terminal = new TerminalStandIn();
    textProgress(terminal, new FakeClock()).emit(failed);
    expect(terminal.lines).toEqual(['  ✗ database (Database) CREATE_FAILED: no room \\u001b[31m']);
  });

  test('obeys neither the type nor the status that CloudFormation gives', () => {
    const terminal = new TerminalStandIn();
    const event = { ...failed.event, type: 'A\u009b31m', status: '\u202eX_FAILED', reason: 'r' };
    textProgress(terminal, new FakeClock()).emit({ ...failed, event });
    expect(terminal.lines).toEqual(['  ✗ A\\u009b31m (Database) \\u202eX_FAILED: r']);
  });

  test('shows a line of the logs that comes again and again once, with how often', () => {
    const terminal = new TerminalStandIn();
    const logs = ['SELECT 1', 'SELECT 1', 'SELECT 1', 'gone', 'SELECT 1'].map((text, index) => ({
      ...{ id: String(index), at: new Date(0), source: 'web.stdout.log', instance: 'i-1', text },
    }));
    textProgress(terminal, new FakeClock()).emit({
      kind: 'evidence',
      environmentName: 'shop-a--web',
      events: [],
      logs,
    });
    expect(terminal.lines.slice(1).map((line) => line.trim())).toEqual([
      'web.stdout.log | SELECT 1 (3 times)',
      'web.stdout.log | gone',
      'web.stdout.log | SELECT 1',
    ]);
  });

  test('says what the last words mean and what to do', () => {
    const terminal = new TerminalStandIn();
    textProgress(terminal, new FakeClock()).emit({
      kind: 'explained',
      cause: 'The database refuses it',
      fix: 'Connect by URL.',
    });
    expect(terminal.lines.map((line) => line.trim())).toEqual(['! The database refuses it.', 'Connect by URL.']);
  });

  test('marks the fence as passed only when the deploy starts', () => {
    const terminal = new TerminalStandIn();
    const { emit } = textProgress(terminal, new FakeClock());
    emit({ kind: 'step-started', step: 'fence' });
    emit({ kind: 'step-finished', step: 'fence', milliseconds: 1000 });
    expect(terminal.lines).toEqual([]);
    const target = { kind: 'preview', branch: 'a' } as const;
    emit({ kind: 'deploy-started', target, stackName: 'shop-preview-a', commit: '1'.repeat(40), url: 'http://a' });
    expect(terminal.lines).toEqual([
      '  ✓      1.0 s  branch and commit are still there',
      'a 11111111 → shop-preview-a',
    ]);
  });

  test('counts one object as one', () => {
    const terminal = new TerminalStandIn();
    const { emit } = textProgress(terminal, new FakeClock());
    emit({ kind: 'bucket-emptying', stackName: 's', bucket: 'files', deleted: 1, done: true });
    emit({ kind: 'swept', targetId: 'a', objects: 2 });
    expect(terminal.lines).toEqual(['    files: 1 object version deleted', '    a: 2 leftover objects deleted']);
  });

  test('says once what is waited for where no person watches, and shows it below the lines where one does', () => {
    const wait: ProgressEvent = { kind: 'stack-waiting', stackName: 's', stackId: 'id', status: 'UPDATE_IN_PROGRESS' };
    const piped = new TerminalStandIn();
    const watched = new TerminalStandIn(true);
    const abort = new AbortController();
    for (const progress of [
      textProgress(piped, new FakeClock()),
      liveProgress(watched, new FakeClock(), abort.signal),
    ]) {
      progress.emit(wait);
      progress.emit(wait);
    }
    abort.abort();
    const said = '  … s is in UPDATE_IN_PROGRESS: waiting for its end';
    expect(piped.lines).toEqual([said]);
    expect(watched.lines).toEqual([]);
    expect(new Set(watched.transients)).toEqual(new Set([said]));
  });

  test('says how long it has waited or still waits, at each event', () => {
    const terminal = new TerminalStandIn();
    const { emit } = textProgress(terminal, new FakeClock());
    for (const minutes of [1, 2]) {
      emit({ kind: 'stack-still', stackName: 's', status: 'CREATE_IN_PROGRESS', milliseconds: minutes * 60_000 });
    }
    emit({ kind: 'health-awaited', missing: ['web is Red', 'http://x answers 502'], milliseconds: 60_000 });
    emit({ kind: 'github-awaited', milliseconds: 75_000 });
    expect(terminal.lines).toEqual([
      '  … s is in CREATE_IN_PROGRESS, waited 1 min 0 s',
      '  … s is in CREATE_IN_PROGRESS, waited 2 min 0 s',
      '  … waited 1 min 0 s: web is Red; http://x answers 502',
      "  … GitHub's rate limit is used up: waiting for its end, 1 min 15 s more",
    ]);
  });

  test('shows what a seed printed, and that it failed', () => {
    const terminal = new TerminalStandIn();
    textProgress(terminal, new FakeClock()).emit({
      kind: 'seed-finished',
      ok: false,
      stdout: 'one\ntwo\n',
      stderr: 'no table',
    });
    expect(terminal.lines).toEqual(['    one', '    two', '    no table', '  ✗ test data']);
  });
});

test('progress for machines is one line of JSON an event, on standard error', () => {
  const terminal = new TerminalStandIn();
  jsonProgress(terminal).emit(failed);
  expect(terminal.lines).toHaveLength(1);
  expect(JSON.parse(terminal.lines[0] ?? '')).toMatchObject({
    kind: 'stack-event',
    event: { status: 'CREATE_FAILED' },
  });
});

describe('an error', () => {
  test('names its code, every fault with its fix, and the hint', () => {
    const terminal = new TerminalStandIn();
    const faults = [{ path: 'base.region', message: '"mars" is no region', hint: 'Write one.' }];
    renderError(
      terminal,
      new PreviewError('settings-invalid', 'One fault', { fault: 'user', faults, hint: 'Fix it.' }),
      false,
    );
    expect(terminal.lines).toEqual([
      'error One fault (settings-invalid)',
      '  base.region: "mars" is no region',
      '    Write one.',
      '  Fix it.',
    ]);
  });

  test('of ours is reported as ours, with its trace', () => {
    const terminal = new TerminalStandIn();
    renderError(terminal, new TypeError('x is undefined'), false);
    expect(terminal.lines.join('\n')).toMatch(/fault of preview-stacks[\s\S]*TypeError: x is undefined\n\s+at /);
  });
});
