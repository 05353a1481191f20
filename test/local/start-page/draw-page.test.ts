import { drawPage } from '../../../lib/local/start-page/draw-page';
import type { App, WhatThereIs } from '../../../lib/local/start-page/what-there-is';

const none = { stacks: [], databases: [], buckets: [], queues: [], functions: [], secrets: [], faults: [] };
const login: App = {
  ...{ name: 'shop-login', stack: 'shop-preview-login', more: ['branch login'] },
  ...{ hosts: ['login.preview.localhost'], state: { tone: 'good', word: 'running' } },
};

function draw(apps: readonly App[], more: Partial<WhatThereIs> = {}): string {
  return drawPage({
    ...{ accountId: '123456789012', region: 'eu-central-1', endpoint: 'http://127.0.0.1:4566' },
    ...{ ...none, ...more, apps },
  });
}

test('an app is led to by the name that a browser takes for this machine, at the port of the endpoint', () => {
  const page = draw([login]);
  expect(page).toContain('<a href="http://login.preview.localhost:4566/"><bdi>login.preview.localhost</bdi></a>');
  expect(page).toContain('<bdi>shop-login</bdi>');
});

test('on the port of http, the link has none', () => {
  expect(draw([login], { endpoint: 'http://127.0.0.1:80' })).toContain('href="http://login.preview.localhost/"');
});

test.each([
  'shop.eu-central-1.elasticbeanstalk.com',
  'localhost.evil.example',
  'evil.example/.localhost',
  'a@b.localhost',
  '"><script>.localhost',
])('a name that could lead elsewhere is no link: %s', (host) => {
  const page = draw([{ ...login, hosts: [host] }]);
  expect(page).not.toContain('href="http');
  expect(page).not.toContain('<script>');
  expect(page).toContain('<p class="name"><bdi>shop-login</bdi></p>');
});

test('the summary counts apps by their state', () => {
  const asleep: App = { ...login, state: { tone: 'rest', word: 'asleep', more: ['no instances'] } };
  expect(draw([login, asleep, login])).toContain('>3 apps: 2 running, 1 asleep</p>');
});

test('every part that the script takes from the next page has an id in an empty page as well', () => {
  const ids = (page: string) => [...page.matchAll(/<(?:section|p) id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids(draw([]))).toEqual(ids(draw([login], { queues: [{ name: 'jobs', more: [] }] })));
  expect(ids(draw([]))).toContain('faults');
});
