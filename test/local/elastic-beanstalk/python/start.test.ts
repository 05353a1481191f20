import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needsGunicorn, startCommand } from '../../../../lib/local/elastic-beanstalk/instance/start-command';
import { Options } from '../../../../lib/local/elastic-beanstalk/options';
import { type Platform, platforms } from '../../../../lib/local/elastic-beanstalk/platforms';

const python = platforms.find(({ family }) => family === 'Python') as Platform;
const node = platforms.find(({ family }) => family === 'Node.js') as Platform;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

async function started(platform: Platform, values: Readonly<Record<string, string>> = {}): Promise<string> {
  const namespace = 'aws:elasticbeanstalk:container:python';
  const options = Object.entries(values).map(([optionName, value]) => ({ namespace, optionName, value }));
  const { file, args } = (await startCommand(folder, platform, new Options(options))).at(23456);
  return [file, ...args].join(' ');
}

test('a Python app without a Procfile is served by gunicorn, as AWS writes the Procfile then', async () => {
  await expect(started(python)).rejects.toThrow('no Procfile and no application.py');
  write('application.py', '');
  expect(await started(python)).toBe('gunicorn --bind 127.0.0.1:23456 --workers=1 --threads=15 application');
  expect(await needsGunicorn(folder)).toBe(true);
});

test('the options of the Python platform say which object gunicorn serves, and with how many processes and threads', async () => {
  const values = { WSGIPath: 'shop.wsgi:application', NumProcesses: '2', NumThreads: '20' };
  expect(await started(python, values)).toBe(
    'gunicorn --bind 127.0.0.1:23456 --workers=2 --threads=20 shop.wsgi:application',
  );
  expect(await started(python, { WSGIPath: 'shop/wsgi.py' })).toMatch(/ --threads=15 shop\.wsgi$/);
  expect(await started(python, { WSGIPath: '$(touch x)', NumProcesses: 'many' })).toMatch(
    / --workers=1 .* \$\(touch x\)$/,
  );
});

test.each([
  ['gunicorn --bind :8000 --workers 3 shop.wsgi', 'gunicorn --bind :23456 --workers 3 shop.wsgi'],
  ['gunicorn -b 0.0.0.0:8000 app:app', 'gunicorn -b 0.0.0.0:23456 app:app'],
  ["gunicorn --bind='127.0.0.1:8000' app:app", 'gunicorn --bind=127.0.0.1:23456 app:app'],
  ['uvicorn main:app --host 0.0.0.0 --port 8000', 'uvicorn main:app --host 0.0.0.0 --port 23456'],
  ['uvicorn main:app --port=8000 --workers 2', 'uvicorn main:app --port=23456 --workers 2'],
  ['uwsgi --http :8000 --wsgi-file application.py', 'uwsgi --http :23456 --wsgi-file application.py'],
  ["sh -c 'python3 x.py && exec uvicorn a:b --port 8000'", 'sh -c python3 x.py && exec uvicorn a:b --port 23456'],
  ['gunicorn --bind :80001 --timeout 8000 app:app', 'gunicorn --bind :80001 --timeout 8000 app:app'],
  ['python3 serve.py 8000', 'python3 serve.py 8000'],
])('the port 8000, where AWS asks Python apps, is PORT here: %s', async (line, expected) => {
  write('Procfile', `web: ${line}\n`);
  expect(await started(python)).toBe(expected);
});

test('the port that the Procfile of another platform names stays', async () => {
  write('Procfile', 'web: node server.js --port 8000\n');
  expect(await started(node)).toBe('node server.js --port 8000');
  expect(await needsGunicorn(folder)).toBe(false);
});
