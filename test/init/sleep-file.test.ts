import { parse } from 'yaml';
import { sleepText } from '../../lib/init/github-actions/sleep-text';
import { init } from '../../lib/init/init';
import { FakeWorkingFolder } from '../fakes/fake-working-folder';
import { lintWorkflow } from './lint-workflow';
import { answers, repositories, sample } from './samples';

const settings = `export default defineSettings({
  project: 'shop',
  base: { region: 'eu-central-1' },
  staging: { control: {} },
  preview: { sleep: { idleHours: 12 } },
});
`;

test.each(Object.keys(repositories))(
  'the job for a repository with %s has nothing that actionlint finds',
  async (name) => {
    const text = sleepText((await sample(name, {})).plan);
    expect(await lintWorkflow(text)).toEqual([]);
    const { on, permissions, jobs } = parse(text);
    expect(on.schedule[0].cron).toMatch(/^([1-9]|[1-5]\d) \* \* \* \*$/);
    expect(permissions).toEqual({});
    expect(jobs.sleep.permissions).toMatchObject({ deployments: 'write', 'pull-requests': 'write' });
    expect(Object.keys(jobs)).toEqual(['sleep']);
    expect(jobs.sleep.concurrency).toEqual({ group: 'preview-stacks-shop-sleep', 'cancel-in-progress': false });
    expect(text).toContain('preview-stacks sleep --due --execute');
    expect(text).toMatch(/role-to-assume: .\{\{ vars\.CONTROL_ROLE_ARN \}\}/);
  },
);

const path = '.github/workflows/preview-sleep.yml';
const versions = { program: '1.2.3', peers: {} };
async function written(text: string, more: object = {}): Promise<boolean> {
  const folder = new FakeWorkingFolder({ ...repositories['Node with npm'], 'preview-stacks.config.ts': text });
  await init(folder, { answers: { ...answers, ...more }, versions, dryRun: false });
  return folder.files.has(path);
}

test('init writes it where settings put previews to sleep and make the role, whatever the CI', async () => {
  expect(await written(settings)).toBe(true);
  expect(await written(settings, { ci: 'circleci' })).toBe(true);
});

test.each([
  ['have no role for it', settings.replace('control', 'cleanup')],
  ['put none to sleep', settings.replace('sleep', 'limits')],
  ['only speak of it', settings.replace('  preview', '  // preview').replace('  staging', '  // staging')],
])('init does not write it where settings %s', async (_, text) => {
  expect(await written(text)).toBe(false);
});
