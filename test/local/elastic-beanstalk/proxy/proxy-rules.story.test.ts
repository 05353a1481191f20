import type { IncomingMessage } from 'node:http';
import { apr1 } from '../../../../lib/local/elastic-beanstalk/proxy/apr1';
import { StagedProxy } from '../../../../lib/local/elastic-beanstalk/proxy/staged-proxy';
import { InstanceProxy } from '../../../machine/bundle/hooks/instance-proxy';
import { tempFolders } from '../../../machine/temp-folder';

const newFolder = tempFolders();
const notes: string[] = [];
beforeEach(() => notes.splice(0));

const asked = (url: string, headers: Readonly<Record<string, string>> = {}) => ({ url, headers }) as IncomingMessage;
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

function started({ root }: InstanceProxy) {
  const staged = new StagedProxy(root);
  staged.start();
  return staged.read((words) => notes.push(words));
}

/** The rules that the endpoint reads of what the hook wrote. */
async function rules(properties: Readonly<Record<string, string>>) {
  const proxy = new InstanceProxy(newFolder());
  expect((await proxy.run(properties)).code).toBe(0);
  const read = started(proxy);
  if (read) return read;
  throw new Error('nothing was read');
}

const closed = { PREVIEW_STACKS_ACCESS_OPEN: '/health?deep=1', PREVIEW_STACKS_ACCESS_PASSWORD: 'open sesame' };

test('what the hook wrote asks everybody but at the health path, to the letter', async () => {
  const read = await rules(closed);
  for (const url of ['/', '/health', '/health?deep=2', '/HEALTH?deep=1', '//health?deep=1', '/x/..%2fhealth?deep=1']) {
    expect([url, read.judge(asked(url)).realm]).toEqual([url, 'Preview']);
  }
  expect(read.judge(asked('/health?deep=1')).realm).toBeUndefined();
  expect(notes).toEqual([]);
});

test.each(['preview:wrong', 'preview:', 'root:open sesame', 'preview', ':open sesame', 'preview:open sesame\n'])(
  'who says %j stays out',
  async (said) => {
    const read = await rules(closed);
    expect(read.judge(asked('/', basic(said))).realm).toBe('Preview');
  },
);

test('who says the password comes in and gets a cookie of an answer of the app; the cookie alone does, too', async () => {
  const read = await rules(closed);
  const verdict = read.judge(asked('/', basic('preview:open sesame')));
  expect(verdict.realm).toBeUndefined();
  const [[name, cookie = ''] = []] = verdict.headers(200, true);
  expect(name).toBe('Set-Cookie');
  expect([verdict.headers(404, true), verdict.headers(200, false)]).toEqual([[], []]);
  const [pair = ''] = cookie.split(';');
  const by = (value: string) => read.judge(asked('/', { cookie: `a=b; ${value}`, authorization: 'Bearer x' }));
  expect([by(pair).realm, by(pair).headers(200, true)]).toEqual([undefined, []]);
  expect(by(pair.replace(/.$/, 'x')).realm).toBe('Preview');
});

test('the health path gives no cookie to whom it lets pass', async () => {
  const verdict = (await rules(closed)).judge(asked('/health?deep=1', basic('preview:wrong')));
  expect([verdict.realm, verdict.headers(200, true)]).toEqual([undefined, []]);
});

test('each answer says that robots shall stay away, a refusal too', async () => {
  const read = await rules({ ...closed, PREVIEW_STACKS_ACCESS_INDEX: 'no' });
  const header = ['X-Robots-Tag', 'noindex, nofollow'];
  expect(read.judge(asked('/')).headers(401, false)).toEqual([header]);
  expect(read.judge(asked('/health?deep=1')).headers(500, true)).toEqual([header]);
});

test('a file with a directive that is not understood is not obeyed at all, and that is said', () => {
  const proxy = new InstanceProxy(newFolder());
  proxy.write('conf.d/elasticbeanstalk/own.conf', 'add_header X-Own 1;\nlocation /x { return 204; }\n');
  proxy.write('conf.d/elasticbeanstalk/torn.conf', 'add_header X-Torn 1\n');
  expect(started(proxy)).toBeUndefined();
  expect(notes).toEqual([
    'nginx is not here: conf.d/elasticbeanstalk/own.conf is not obeyed (location)',
    'nginx is not here: conf.d/elasticbeanstalk/torn.conf is not obeyed (no semicolon follows add_header)',
  ]);
});

test('a file of users with another kind of hash lets no one in', () => {
  const proxy = new InstanceProxy(newFolder());
  proxy.write('conf.d/elasticbeanstalk/own.conf', 'auth_basic "Own";\nauth_basic_user_file own.users;\n');
  proxy.write('own.users', `plain:{PLAIN}open\ngood:${apr1('open', 'salt')}\n`);
  const read = started(proxy);
  expect(['plain:open', 'good:open'].map((said) => read?.judge(asked('/', basic(said))).realm)).toEqual([
    'Own',
    undefined,
  ]);
});
