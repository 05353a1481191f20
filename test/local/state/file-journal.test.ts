import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileJournal } from '../../../lib/local/state/file-journal';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-journal-'));
});
afterEach(() => rm(folder, { recursive: true }));

interface Counter {
  count: number;
}
const counter = (journal: FileJournal) => journal.document<Counter>('counter', () => ({ count: 0 }));

test('a document is what it was when the journal was closed', async () => {
  const journal = new FileJournal(folder);
  counter(journal).count = 7;
  journal.changed('counter');
  await journal.close();
  expect(counter(new FileJournal(folder)).count).toBe(7);
});

test('a document is one and the same for all who ask for it', () => {
  const journal = new FileJournal(folder);
  expect(counter(journal)).toBe(counter(journal));
});

test('a change is on disk soon, without a close', async () => {
  const journal = new FileJournal(folder);
  counter(journal).count = 3;
  journal.changed('counter');
  const file = join(folder, 'state', 'counter.json');
  // A loaded machine takes longer.
  const end = Date.now() + 4000;
  while (!existsSync(file) && Date.now() < end) await sleep(20);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ count: 3 });
  await journal.close();
});

test('a burst of changes ends with the last', async () => {
  const journal = new FileJournal(folder);
  for (let count = 1; count <= 200; count += 1) {
    counter(journal).count = count;
    journal.changed('counter');
    if (count % 50 === 0) {
      await sleep(30);
    }
  }
  await journal.close();
  expect(counter(new FileJournal(folder)).count).toBe(200);
});

test('a file that cannot be read is named, not overwritten', async () => {
  const journal = new FileJournal(folder);
  await writeFile(join(folder, 'state', 'counter.json'), '{"count":');
  expect(() => counter(journal)).toThrow(join(folder, 'state', 'counter.json'));
});

test('a save that fails is reported at once, and done again with the next change', async () => {
  const failures: unknown[] = [];
  const journal = new FileJournal(folder, Date.now, (error) => failures.push(error));
  const document = journal.document<{ loop?: object }>('loop', () => ({}));
  document.loop = document;
  journal.changed('loop');
  await sleep(100);
  expect(failures).toEqual([expect.any(TypeError)]);
  delete document.loop;
  journal.changed('loop');
  await journal.close();
  expect(await readFile(join(folder, 'state', 'loop.json'), 'utf8')).toBe('{}');
});

test('a save that failed is done again by close, which throws its error and saves the others', async () => {
  const journal = new FileJournal(folder);
  const document = journal.document<{ loop?: object }>('loop', () => ({}));
  document.loop = document;
  journal.changed('loop');
  counter(journal).count = 1;
  journal.changed('counter');
  await sleep(100);
  await expect(journal.close()).rejects.toThrow(TypeError);
  expect(counter(new FileJournal(folder)).count).toBe(1);
  delete document.loop;
  await journal.close();
  expect(new FileJournal(folder).document('loop', () => ({ made: true }))).toEqual({});
});
