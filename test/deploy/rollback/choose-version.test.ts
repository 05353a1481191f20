import { checkNamed, chooseVersion } from '../../../lib/deploy/rollback/choose-version';
import type { FailedDeploy, KeptDeploy } from '../../../lib/ports/record';

const hash = (name: string) => Buffer.from(name).toString('hex').padEnd(64, '0');
const commit = (name: string) => Buffer.from(name).toString('hex').padEnd(40, '0');
const bundlesOf = (bundles: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(bundles).map(([service, name]) => [service, hash(name)]));
const deploy = (
  name: string,
  bundles: Readonly<Record<string, string>>,
  more: Partial<KeptDeploy> = {},
): KeptDeploy => ({
  ...{ at: '2026-11-20T12:00:00.000Z', commit: commit(name), bundles: bundlesOf(bundles) },
  ...more,
});
const [a, b, c] = ['a', 'b', 'c'].map((name) => deploy(name, { web: name })) as [KeptDeploy, KeptDeploy, KeptDeploy];
const web = { services: ['web'] };
const choose = (
  deploys: readonly KeptDeploy[],
  now: Readonly<Record<string, string>>,
  wish: { readonly services: readonly string[]; readonly to?: string } = web,
  failed: readonly FailedDeploy[] = [],
) => chooseVersion({ deploys, failed }, bundlesOf(now), wish);
const backTo = (to: KeptDeploy, from: KeptDeploy) => ({ ...to, back: { from: from.commit, to: to.commit } });

test('without a word it is the version before what runs', () => {
  expect(choose([c, b, a], { web: 'c' })).toBe(b);
});

test('a second rollback goes further back, and not to what was left', () => {
  expect(choose([backTo(b, c), c, b, a], { web: 'b' })).toBe(a);
  const error = { code: 'nothing-to-go-back-to', fault: 'world' };
  expect(() => choose([backTo(a, b), backTo(b, c), c, b, a], { web: 'a' })).toThrow(expect.objectContaining(error));
});

test('after the next deploy it is what ran before that one, and not what was left', () => {
  const d = deploy('d', { web: 'd' });
  expect(choose([d, backTo(b, c), c, b, a], { web: 'd' })).toBe(b);
});

test('who went forward again has left nothing that was not good', () => {
  expect(choose([backTo(c, b), backTo(b, c), c, b, a], { web: 'c' })).toBe(b);
});

test('what runs and did not become healthy goes back to what ran before it', () => {
  expect(choose([b, a], { web: 'x' })).toBe(b);
  expect(choose([backTo(a, b), b, a], { web: 'x' })).toBe(a);
});

test('deploys of the same bundle count as one', () => {
  expect(choose([deploy('e', { web: 'c' }), c, b], { web: 'c' })).toBe(b);
});

test('one service goes back by its own bundles, and then all of them do', () => {
  const first = deploy('a', { web: 'w1', api: 'i1' });
  const second = deploy('b', { web: 'w2', api: 'i2' });
  const third = deploy('c', { web: 'w3', api: 'i2' });
  const deploys = [third, second, first];
  expect(choose(deploys, { web: 'w3', api: 'i2' })).toBe(second);
  expect(choose(deploys, { web: 'w3', api: 'i2' }, { services: ['api'] })).toBe(first);
  const mixed = {
    ...deploy('c', { web: 'w3', api: 'i1' }),
    back: { from: commit('c'), to: commit('a'), services: ['api'] },
  };
  expect(choose([mixed, ...deploys], { web: 'w3', api: 'i1' }, { services: ['web', 'api'] })).toBe(second);
});

test.each([
  ['its number', '2'],
  ['seven digits of its commit', commit('b').slice(0, 7)],
  ['its whole commit', commit('b')],
  ['the beginning of the hash of its bundle', hash('b').slice(0, 8)],
])('a version is named by %s', (_, to) => {
  expect(choose([c, b, a], { web: 'c' }, { ...web, to })).toBe(b);
});

test('a version that was left can be named', () => {
  expect(choose([backTo(b, c), c, b], { web: 'b' }, { ...web, to: commit('c') })).toBe(c);
});

test('one commit with two bundles is ambiguous, and the error numbers them', () => {
  const again = { ...a, bundles: bundlesOf({ web: 'a2' }) };
  const error = { code: 'version-ambiguous', exitCode: 2, message: expect.stringMatching(/2 \(.*; 3 \(/) };
  expect(() => choose([c, again, a], { web: 'c' }, { ...web, to: commit('a') })).toThrow(
    expect.objectContaining(error),
  );
  expect(choose([c, again, a], { web: 'c' }, { ...web, to: hash('a2').slice(0, 9) })).toBe(again);
});

test('two commits with one beginning are ambiguous', () => {
  const twin = { ...b, commit: `${commit('a').slice(0, 20)}${'f'.repeat(20)}` };
  const error = { code: 'version-ambiguous' };
  expect(() => choose([c, twin, a], { web: 'c' }, { ...web, to: commit('a').slice(0, 8) })).toThrow(
    expect.objectContaining(error),
  );
});

test('what is not in the history is unknown; of one that failed the error says so', () => {
  const failed: FailedDeploy = { ...deploy('f', { web: 'f' }), ended: 'failed', code: 'unhealthy', because: 'no' };
  const of = (to: string) => () => choose([c, b], { web: 'c' }, { ...web, to }, [failed]);
  for (const to of ['3', 'fffffff', '0'.repeat(40)]) {
    expect(of(to)).toThrow(expect.objectContaining({ code: 'version-not-listed', exitCode: 2 }));
  }
  expect(of(commit('f'))).toThrow(
    expect.objectContaining({ message: expect.stringContaining('did not become healthy') }),
  );
});

test.each(['0', 'abc', '-1', 'main', 'HEAD~1', 'F'.repeat(40), '1234', 'a'.repeat(65), '\u001b[2J'])(
  '%j names no version',
  (to) => {
    const error = { code: 'option-invalid', exitCode: 2, message: expect.not.stringContaining('\u001b') };
    expect(() => checkNamed(to)).toThrow(expect.objectContaining(error));
  },
);

test('what runs already is refused', () => {
  const error = { code: 'version-runs', exitCode: 2 };
  expect(() => choose([c, b], { web: 'c' }, { ...web, to: '1' })).toThrow(expect.objectContaining(error));
});

test('a service that was not there then is named, with those that were', () => {
  const both = deploy('d', { web: 'w4', api: 'i4' });
  const all = { services: ['web', 'api'] };
  const error = {
    code: 'service-not-then',
    message: expect.stringContaining('api'),
    hint: expect.stringContaining('--service web'),
  };
  expect(() => choose([both, c], { web: 'w4', api: 'i4' }, all)).toThrow(expect.objectContaining(error));
  expect(choose([both, c], { web: 'w4', api: 'i4' })).toBe(c);
});
