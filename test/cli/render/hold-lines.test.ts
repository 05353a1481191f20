import { holdLines, releaseLines, stepText } from '../../../lib/cli/render/hold/hold-lines';

const held = {
  ...{ service: 'web', instanceId: 'i-0123456789abcdef0', by: 'octo\u202ecat', why: 'leaks\u001b[31m' },
  ...{ since: '2026-11-20T12:00:00.000Z', until: '2026-11-20T16:00:00.000Z' },
};
const common = { branch: 'login page', stackName: 'shop-preview-login' };
const gap = { shortest: 120_000, longest: 240_000 };

test('who holds an instance reads which, until when, and what to do with it', () => {
  const lines = holdLines({ kind: 'held', ...common, held, already: false, gap }).join('\n');
  expect(lines).toContain('i-0123456789abcdef0 of web is out of traffic');
  expect(lines).toContain("preview-stacks release --branch 'login page'");
  expect(lines).toContain('at 2026-11-20 16:00 UTC');
  expect(lines).toContain('No instance answers for web until another one runs: usually 2 min 0 s to 4 min 0 s.');
  for (const obeyed of ['\u001b', '\u202e']) expect(lines).not.toContain(obeyed);
});

test('who comes second reads who was first', () => {
  const grown = { ...held, grownFrom: { min: 1, max: 1 } };
  const lines = holdLines({ kind: 'held', ...common, held: grown, already: true }).join('\n');
  expect(lines).toMatch(/since 2026-11-20 12:00 UTC by octo/);
  expect(lines).toContain('two instances more');
});

test('who releases reads what became of each, and that its disk is gone', () => {
  const fates = (['ended', 'gone', 'in-traffic'] as const).map((fate) => ({ ...held, fate }));
  const lines = releaseLines({ kind: 'released', ...common, instances: fates, shrunk: ['web'] });
  expect(lines[0]).toContain('what was on its disk is gone');
  expect(lines[1]).toContain('had ended already');
  expect(lines[2]).toContain('serves on');
  expect(lines[3]).toBe('web has as many instances as before.');
  expect(releaseLines({ kind: 'nothing-held', ...common })).toEqual(['No instance of login page is held.']);
});

test.each(['grow', 'others', 'leave', 'end', 'shrink'] as const)('the step %s has words', (step) => {
  expect(stepText({ kind: 'hold-step', step, service: 'web', instanceId: 'i-1', gap })).toMatch(/web|i-1/);
});
