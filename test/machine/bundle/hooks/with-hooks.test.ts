import { text } from 'node:stream/consumers';
import { accessHookPaths } from '../../../../lib/machine/bundle/hooks/access-hook';
import { hookPaths, withHooks } from '../../../../lib/machine/bundle/hooks/with-hooks';

const fileOf = (name: string) => ({
  name,
  mode: 0o100644,
  async *read() {
    yield Buffer.from('');
  },
});

test('the access hook stands in a bundle twice, with the same bytes, for deploys and for changes of the configuration', async () => {
  const files = withHooks([fileOf('a.js')]);
  expect(files.map(({ name }) => name)).toEqual([...hookPaths].sort().concat('a.js'));
  const hooks = files.filter(({ name }) => accessHookPaths.includes(name));
  const [one, other] = await Promise.all(hooks.map((file) => text(file.read())));
  expect(one).toBe(other);
  expect(files.slice(0, -1).every(({ mode }) => mode === 0o100755)).toBe(true);
});

test.each(hookPaths)('an app with a file %s is refused', (path) => {
  expect(() => withHooks([fileOf(path)])).toThrow(
    expect.objectContaining({ code: 'access-hook-taken', exitCode: 2, message: expect.stringContaining(path) }),
  );
});
