import { text } from 'node:stream/consumers';
import { accessHookPaths, withAccessHook } from '../../../../lib/machine/bundle/hooks/access-hook';

const fileOf = (name: string) => ({
  name,
  mode: 0o100644,
  async *read() {
    yield Buffer.from('');
  },
});

test('the hook stands in a bundle twice, with the same bytes, for deploys and for changes of the configuration', async () => {
  const files = withAccessHook([fileOf('a.js')]);
  expect(files.map(({ name }) => name)).toEqual([...accessHookPaths].sort().concat('a.js'));
  const [one, other] = await Promise.all(files.slice(0, 2).map((file) => text(file.read())));
  expect(one).toBe(other);
  expect(files.slice(0, 2).every(({ mode }) => mode === 0o100755)).toBe(true);
});

test.each(accessHookPaths)('an app with a file %s is refused', (path) => {
  expect(() => withAccessHook([fileOf(path)])).toThrow(
    expect.objectContaining({ code: 'access-hook-taken', exitCode: 2, message: expect.stringContaining(path) }),
  );
});
