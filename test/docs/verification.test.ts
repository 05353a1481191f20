import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const off =
  /rejectUnauthorized['"]?\s*[:=]\s*(?:false|0)|rejectUnauthorized%22%3Afalse|sslmode=no-verify|NODE_TLS_REJECT_UNAUTHORIZED|CERT_NONE|sslaccept=accept_invalid/;

test('no example, page or hint turns the verification of certificates off', () => {
  const names = ['lib', 'bin', 'scripts', 'examples', 'docs', 'README.md', 'BEHAVIOUR.md', 'CHANGELOG.md'];
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...names], {
    ...{ cwd: root, encoding: 'utf8' },
  });
  const files = listed.split('\n').filter((file) => /\.(?:ts|js|mjs|json|md|py|sh|yml)$/.test(file));
  const found = files.filter((file) => off.test(readFileSync(join(root, file), 'utf8')));
  expect(files.length).toBeGreaterThan(500);
  expect(found).toEqual([]);
});
