import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../lib/cli/commands/begin/local';
import { openLogs } from '../../lib/local/logs/open-logs';
import { memoryJournal } from './state/memory-journal';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'damaged-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.each(['{"applications":', 'null', ''])(
  'a state file that cannot be read is named, and stays as it is',
  async (text) => {
    const file = join(folder, 'state', 'beanstalk.json');
    await mkdir(join(folder, 'state'));
    await writeFile(file, text);
    const session = { terminal: {}, signal: new AbortController().signal, cwd: folder, env: {} };
    const failure = expect(run(session as Parameters<typeof run>[0], { data: folder })).rejects;
    await failure.toMatchObject({ code: 'folder-damaged', exitCode: 1, message: expect.stringContaining(file) });
    expect(await readFile(file, 'utf8')).toBe(text);
  },
);

test('half a line of a log that a killed process left costs that line alone', async () => {
  const journal = memoryJournal();
  openLogs({ journal, folder }).append('group', 'stream', ['before']);
  const file = join(folder, 'logs', 'group', 'stream');
  await writeFile(file, `${await readFile(file, 'utf8')}{"timestamp":1,"mess`);
  const logs = openLogs({ journal, folder });
  logs.append('group', 'stream', ['after', 'and']);
  logs.append('group', 'stream', ['last']);
  expect(logs.events('group', 'stream').map(({ message }) => message)).toEqual(['before', 'after', 'and', 'last']);
});
