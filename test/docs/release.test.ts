import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { actionPins } from '../../lib/init/github-actions/jobs';
import { faultsOfRelease } from '../../scripts/release-check';
import { lintWorkflow } from '../init/lint-workflow';

const text = readFileSync(join(__dirname, '../../.github/workflows/release.yml'), 'utf8');
const workflow = parse(text) as {
  readonly on: object;
  readonly permissions: object;
  readonly jobs: Readonly<
    Record<string, { permissions: Record<string, string>; steps: readonly { run?: string; uses?: string }[] }>
  >;
};

test('actionlint finds nothing in the workflow of a release', async () => {
  expect(await lintWorkflow(text)).toEqual([]);
  expect(await lintWorkflow(text.replace('needs: build', 'needs: biuld'))).not.toEqual([]);
});

test('each action of a release is pinned to the commit that init pins', () => {
  const used = [...text.matchAll(/uses: (.+)$/gm)].map(([, action]) => action);
  expect(used).toHaveLength(5);
  for (const action of used) expect(Object.values(actionPins)).toContain(action);
});

test('a release begins with a tag, holds no secret, and only the job that runs no code may publish', () => {
  expect(workflow.on).toEqual({ push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } });
  expect(text).not.toMatch(/secrets\.|TOKEN/);
  expect(workflow.permissions).toEqual({});
  const { build, publish, ...others } = workflow.jobs;
  expect(others).toEqual({});
  expect(build?.permissions).toEqual({ contents: 'read' });
  expect(publish?.permissions).toEqual({ 'id-token': 'write' });
  expect(publish?.steps.flatMap(({ run }) => run ?? [])).toEqual([
    'npm publish ./preview-stacks-*.tgz --provenance --access public',
  ]);
});

const good = {
  manifest: '{ "version": "0.2.0", "repository": "github:acme/stacks" }',
  changes: '# Changelog\n\n## 0.2.0 - 2026-12-01\n',
  tag: 'v0.2.0',
  repository: 'acme/stacks',
};

test.each([
  ['all is well', {}, []],
  ['a long address', { manifest: good.manifest.replace('github:', 'git+https://github.com/') }, []],
  ['another tag', { tag: 'v0.2.1' }, [/^The tag is v0\.2\.1, and package\.json says 0\.2\.0\.$/]],
  ['no repository', { manifest: '{ "version": "0.2.0" }' }, [/npm pkg set repository=github:acme\/stacks$/]],
  ['the repository of others', { repository: 'evil/stacks' }, [/does not name this repository/]],
  ['no changes', { changes: '## 0.2.01\n' }, [/no heading "## 0\.2\.0"/]],
] as const)('before a release: %s', (_, change, faults) => {
  const found = faultsOfRelease({ ...good, ...change });
  expect(found).toEqual(faults.map((fault) => expect.stringMatching(fault)));
});
