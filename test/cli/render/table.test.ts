import { table } from '../../../lib/cli/render/table';

const rows = [
  { branch: 'main', url: 'https://staging.acme.dev' },
  { branch: 'login-page', url: 'https://login-page.preview.acme.dev' },
];
const columns = [
  { title: 'BRANCH', cell: ({ branch }: (typeof rows)[number]) => branch },
  { title: 'URL', cell: ({ url }: (typeof rows)[number]) => url },
];

test.each([undefined, 47, 140])('a table that fits in %s characters has a line a row', (room) => {
  expect(table(columns, rows, room)).toEqual([
    'BRANCH      URL',
    'main        https://staging.acme.dev',
    'login-page  https://login-page.preview.acme.dev',
  ]);
});

test('a table that does not fit has a line a cell, with its title', () => {
  expect(table(columns, rows, 46)).toEqual([
    'main',
    '  URL  https://staging.acme.dev',
    'login-page',
    '  URL  https://login-page.preview.acme.dev',
  ]);
});
