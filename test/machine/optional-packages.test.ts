import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { optionalPackages } from '../../lib/machine/optional-packages';

const { devDependencies, peerDependencies, peerDependenciesMeta } = JSON.parse(
  readFileSync(join(__dirname, '../../package.json'), 'utf8'),
) as {
  devDependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  peerDependenciesMeta: Record<string, { optional: boolean }>;
};
const ofPage = ['hono', '@hono/node-server'];

function missing(what: string): () => never {
  return () => {
    throw Object.assign(new Error(`Cannot find module '${what}'\nRequire stack:\n- /a.js`), {
      code: 'MODULE_NOT_FOUND',
    });
  };
}

test('what can be loaded is given', () => {
  expect(optionalPackages('ui', ofPage, () => require('hono'))).toHaveProperty('Hono');
});

test.each([
  ['hono', 'hono'],
  ['hono/ws', 'hono'],
  ['@hono/node-server', '@hono/node-server'],
  ['@hono/node-server/conninfo', '@hono/node-server'],
])(
  'a package that is missing is asked for with the others of the command, at the versions that were tested',
  (what, name) => {
    expect(() => optionalPackages('ui', ofPage, missing(what))).toThrow(
      expect.objectContaining({
        code: 'package-missing',
        exitCode: 2,
        message: `ui needs the package ${name}, which is not installed`,
        hint: expect.stringContaining(
          `npm install --save-dev hono@${devDependencies.hono} @hono/node-server@${devDependencies['@hono/node-server']}\``,
        ),
      }),
    );
  },
);

test('a package that another one lacks is asked for by name, whatever its version', () => {
  expect(() => optionalPackages('ui', [], missing('left-pad'))).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('--save-dev left-pad`') }),
  );
});

test.each(['./web-app', '/usr/lib/a.js', '../page'])(
  'a file that is missing, %s, is a defect and no package',
  (what) => {
    expect(() => optionalPackages('ui', ofPage, missing(what))).toThrow(/^Cannot find module/);
  },
);

test('an optional peer is in the range that the tests run with', () => {
  const optional = Object.keys(peerDependenciesMeta).filter((name) => peerDependenciesMeta[name]?.optional);
  expect(optional).toEqual(expect.arrayContaining(ofPage));
  for (const name of optional) expect(peerDependencies[name]).toBe(`^${devDependencies[name]}`);
});
