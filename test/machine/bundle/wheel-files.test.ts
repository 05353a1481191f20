import { wheelFiles } from '../../../lib/machine/bundle/wheel-files';
import { roughZip } from '../../local/elastic-beanstalk/zip-of';
import { fileOf } from './native-files';

const elf = `\x7fELF\x02\x01${'\0'.repeat(12)}\x3e${'\0'.repeat(45)}`;
const good = { name: 'm/x.so', text: elf };

async function looked(bytes: Buffer): Promise<string[]> {
  const found: string[] = [];
  for await (const { inside, code } of wheelFiles(fileOf('a-1-py3-none-any.whl', bytes))) {
    found.push(`${inside} ${code.os}-${code.cpu}`);
  }
  return found;
}

/** With these bytes at a place of the last entry of the central directory. */
function damaged(at: number, bytes: readonly number[]): Buffer {
  const zip = roughZip([good]);
  zip.set(bytes, zip.lastIndexOf('PK\x01\x02') + at);
  return zip;
}

test('the native code of a wheel is found', async () => {
  expect(await looked(roughZip([good]))).toEqual(['m/x.so linux-x64']);
});

test.each([
  ['no zip', Buffer.from('hello')],
  ['a name that leads out of it', roughZip([{ name: '../x.so', text: elf }])],
  ['a method that does not exist', damaged(10, [0x63, 0])],
  ['encrypted code', damaged(8, [1, 0])],
  ['an offset behind its end', damaged(42, [0xff, 0xff, 0xff, 0x7f])],
])('what cannot be read of a wheel is left to pip: %s', async (_, bytes) => {
  expect(await looked(bytes)).toEqual([]);
});

test('what was found before it counts', async () => {
  const bytes = roughZip([good, { name: '../x.so', text: elf }]);
  expect(await looked(bytes)).toEqual(['m/x.so linux-x64']);
});
