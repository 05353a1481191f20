import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolders } from '../../temp-folder';
import { InstanceProxy, opensslApr1, stagedConf } from './instance-proxy';

const newFolder = tempFolders();
const inHttp = 'conf.d/preview-stacks-access.conf';
const inServer = 'conf.d/elasticbeanstalk/preview-stacks-access.conf';
const users = 'preview-stacks-access.users';
const closed = { PREVIEW_STACKS_ACCESS_OPEN: '/health', PREVIEW_STACKS_ACCESS_PASSWORD: 'correct horse: battery' };

test('without properties nothing is written', async () => {
  const proxy = new InstanceProxy(newFolder());
  expect(await proxy.run({})).toEqual({ code: 0, said: '' });
  expect([proxy.read(inHttp), proxy.read(inServer), proxy.read(users)]).toEqual([undefined, undefined, undefined]);
});

test('robots are asked to stay away, and where no nginx is there the deployment goes on', async () => {
  const proxy = new InstanceProxy(newFolder());
  expect((await proxy.run({ PREVIEW_STACKS_ACCESS_INDEX: 'no' })).code).toBe(0);
  expect(proxy.read(inServer)).toBe('add_header X-Robots-Tag "noindex, nofollow" always;\n');
  proxy.write('nginx.conf', 'http { }\n');
  const { code, said } = await proxy.run({ PREVIEW_STACKS_ACCESS_INDEX: 'no' });
  expect([code, proxy.read(inServer)]).toEqual([0, undefined]);
  expect(said).toMatch(/no nginx of Beanstalk/);
});

test('a password is written as a hash that OpenSSL and nginx know, in files that other users cannot read', async () => {
  const proxy = new InstanceProxy(newFolder());
  const people = '{ "anna" : "anna\'s own $1 word" ,\n "ben@acme.dev": "12345678" }';
  const { code, said } = await proxy.run({ ...closed, PREVIEW_STACKS_ACCESS_USERS: people });
  expect({ code, said }).toEqual({ code: 0, said: '' });
  const lines = (proxy.read(users) ?? '').trim().split('\n');
  const words = { preview: 'correct horse: battery', anna: "anna's own $1 word", 'ben@acme.dev': '12345678' };
  expect(lines).toEqual(
    Object.entries(words).map(([name, word], index) => {
      return `${name}:${opensslApr1(word, /\$apr1\$([^$]+)\$/.exec(lines[index] ?? '')?.[1] ?? '')}`;
    }),
  );
  for (const name of [users, inHttp, inServer]) expect(statSync(join(proxy.staging, name)).mode & 0o007).toBe(0);
  for (const word of Object.values(words)) expect(`${proxy.read(inHttp)}${proxy.read(inServer)}`).not.toContain(word);
});

test('the cookie is the same on every instance, and another one with another password or at another URL', async () => {
  const cookie = async (properties: Readonly<Record<string, string>>) => {
    const proxy = new InstanceProxy(newFolder());
    expect((await proxy.run(properties)).code).toBe(0);
    const [, value, flags] = /preview_stacks_access=([0-9a-f]{64}); (.*)"/.exec(proxy.read(inHttp) ?? '') ?? [];
    expect(proxy.read(inHttp)).toContain(`"~^${value}$" yes;`);
    return [value, flags];
  };
  const first = await cookie({ ...closed, PREVIEW_STACKS_URL: 'https://one.acme.dev' });
  expect(await cookie({ ...closed, PREVIEW_STACKS_URL: 'https://one.acme.dev' })).toEqual(first);
  expect(first[1]).toBe('Path=/; HttpOnly; SameSite=Lax; Secure');
  const plain = await cookie({ ...closed, PREVIEW_STACKS_URL: 'http://one.localhost' });
  expect(plain[1]).toBe('Path=/; HttpOnly; SameSite=Lax');
  expect(plain[0]).not.toBe(first[0]);
  const changed = {
    ...closed,
    PREVIEW_STACKS_ACCESS_PASSWORD: 'another one',
    PREVIEW_STACKS_URL: 'https://one.acme.dev',
  };
  expect((await cookie(changed))[0]).not.toBe(first[0]);
});

test('the cookie of one person is made of no password of another', async () => {
  const cookies = async (ben: string) => {
    const proxy = new InstanceProxy(newFolder());
    const people = JSON.stringify({ anna: 'one of hers', 'ben@acme.dev': ben });
    await proxy.run({ PREVIEW_STACKS_ACCESS_OPEN: '/health', PREVIEW_STACKS_ACCESS_USERS: people });
    const rows = proxy.read(inHttp)?.matchAll(/"~\^Preview:\.\+:(\S+)\$" "preview_stacks_access=(\w+);/g) ?? [];
    return new Map([...rows].map(([, who = '', token = '']) => [who, token]));
  };
  const [one, other] = [await cookies('first of his'), await cookies('second of his')];
  expect([...one.keys()]).toEqual(['anna', 'ben@acme[.]dev']);
  expect(one.get('anna')).toMatch(/^[0-9a-f]{64}$/);
  expect(other.get('anna')).toBe(one.get('anna'));
  expect(other.get('ben@acme[.]dev')).not.toBe(one.get('ben@acme[.]dev'));
});

test.each<[string, Readonly<Record<string, string>>, RegExp]>([
  ['no secret came', { PREVIEW_STACKS_ACCESS_PASSWORD: '' }, /the secret is empty or did not come/],
  ['a password is short', { PREVIEW_STACKS_ACCESS_PASSWORD: '1234567' }, /of preview has 7 characters: 8 to 128/],
  ['a password is long', { PREVIEW_STACKS_ACCESS_PASSWORD: 'x'.repeat(129) }, /has 129 characters/],
  ['a password has two lines', { PREVIEW_STACKS_ACCESS_PASSWORD: 'long enough\nroot:known' }, /more than one line/],
  ['a password is not ASCII', { PREVIEW_STACKS_ACCESS_PASSWORD: 'pässwörter' }, /other than printable ASCII/],
  ['a password is JSON', { PREVIEW_STACKS_ACCESS_PASSWORD: '{"password":"x"}' }, /holds JSON: put its key/],
  ['the people are a list', { PREVIEW_STACKS_ACCESS_USERS: '["anna"]' }, /no JSON of the form/],
  ['no people are named', { PREVIEW_STACKS_ACCESS_USERS: '{}' }, /no JSON of the form/],
  ['a name has a colon', { PREVIEW_STACKS_ACCESS_USERS: '{"a:b":"12345678"}' }, /no JSON of the form/],
  ['a word is escaped', { PREVIEW_STACKS_ACCESS_USERS: '{"a":"1234\\"5678"}' }, /no JSON of the form/],
  ['a user is called preview', { PREVIEW_STACKS_ACCESS_USERS: '{"preview":"12345678"}' }, /comes twice.*: preview /],
  [
    'a name comes twice',
    { PREVIEW_STACKS_ACCESS_USERS: '{"anna":"12345678","anna":"87654321"}' },
    /comes twice.*: anna /,
  ],
  ['text follows the people', { PREVIEW_STACKS_ACCESS_USERS: '{"a":"12345678"} x' }, /no JSON of the form/],
  ...['/', '/?well', '//', '/.', '/x/..', '/./', '/%2e'].map(
    (path): [string, Readonly<Record<string, string>>, RegExp] => {
      return [
        `the health path ${path} is the start page`,
        { PREVIEW_STACKS_ACCESS_OPEN: path },
        /it is the start page/,
      ];
    },
  ),
  ['the health path ends a word', { PREVIEW_STACKS_ACCESS_OPEN: '/a";}' }, /characters that nginx could misread/],
  ['the health path names a variable', { PREVIEW_STACKS_ACCESS_OPEN: '/$uri' }, /nginx could misread/],
  ['the health path has no slash', { PREVIEW_STACKS_ACCESS_OPEN: 'health' }, /does not begin with a slash/],
])('a deployment ends where %s', async (_, properties, words) => {
  const proxy = new InstanceProxy(newFolder());
  const { code, said } = await proxy.run({ ...closed, ...properties });
  expect([code, said]).toEqual([1, expect.stringMatching(words)]);
  expect(proxy.read(inServer)).toBeUndefined();
});

test.each<[string, string, string, RegExp]>([
  ['another proxy', 'nginx.conf', 'http { server { listen 80; } }\n', /no nginx of Beanstalk/],
  ['a server of its own', 'conf.d/tls.conf', 'server {\n  listen 443 ssl;\n}\n', /does not include conf\.d/],
  [
    'auth_basic off somewhere',
    'conf.d/elasticbeanstalk/hooks.conf',
    'location /x { auth_basic off; }\n',
    /auth_basic or/,
  ],
  [
    'auth_basic off behind a # in quotes',
    'conf.d/hash.conf',
    'add_header X "a # b"; auth_basic off;\n',
    /auth_basic or/,
  ],
  ['auth_basic off behind a # in a word', 'conf.d/word.conf', 'set $a b#c; auth_basic off;\n', /auth_basic or/],
  ['auth_basic in quotes', 'conf.d/quoted.conf', '"auth_basic" off;\n', /auth_basic or/],
  ['auth_basic over two lines', 'conf.d/lines.conf', 'location /x { auth_basic # why\n off; }\n', /auth_basic or/],
  [
    'two servers in a line',
    'conf.d/two.conf',
    'server { listen 1; } server { listen 2; }\n',
    /does not include conf\.d/,
  ],
  [
    'the include in a comment behind a quoted #',
    'nginx.conf',
    'http { server { add_header X "#"; # include conf.d/elasticbeanstalk/*.conf;\n} }\n',
    /no nginx of Beanstalk/,
  ],
  ['satisfy any', 'conf.d/elasticbeanstalk/any.conf', 'satisfy any; allow all;\n', /auth_basic or satisfy/],
])('a deployment ends where the app brings %s', async (_, name, contents, words) => {
  const proxy = new InstanceProxy(newFolder());
  proxy.write(name, contents);
  const { code, said } = await proxy.run(closed);
  expect([code, said]).toEqual([1, expect.stringMatching(words)]);
});

test('harmless files of .platform/nginx stay, also a whole nginx.conf that includes the folder', async () => {
  const proxy = new InstanceProxy(newFolder());
  proxy.write('nginx.conf', stagedConf.replace('include conf.d/e', 'include /etc/nginx/conf.d/e'));
  proxy.write('conf.d/upload.conf', 'client_max_body_size 20M;\nupstream x { server 127.0.0.1:1; }\n');
  proxy.write('conf.d/words.conf', `add_header X 'auth_basic off; server {'; # satisfy any;\nset $a \${server}x;\n`);
  expect(await proxy.run(closed)).toEqual({ code: 0, said: '' });
});

test('what a former deployment wrote is gone where the settings ask no more, of what nginx runs with, too', async () => {
  const proxy = new InstanceProxy(newFolder());
  await proxy.run(closed);
  const live = join(proxy.root, 'etc/nginx', inServer);
  writeFileSync(live, 'auth_basic "Preview";\n');
  expect((await proxy.run({})).code).toBe(0);
  expect([proxy.read(inServer), proxy.read(users), existsSync(live)]).toEqual([undefined, undefined, false]);
});

test('a deployment that fails leaves what nginx runs with as it was', async () => {
  const proxy = new InstanceProxy(newFolder());
  const live = [inHttp, inServer, users].map((name) => join(proxy.root, 'etc/nginx', name));
  for (const file of live) writeFileSync(file, '');
  expect((await proxy.run({ ...closed, PREVIEW_STACKS_ACCESS_PASSWORD: 'short' })).code).toBe(1);
  expect(live.map((file) => existsSync(file))).toEqual([true, true, true]);
});
