import type { Choices } from '../../lib/init/ask/choices';
import { choose } from '../../lib/init/ask/choose';
import type { Answers } from '../../lib/init/ask/question';
import { ciPlan } from '../../lib/init/ci-plan';
import { type RepositoryFacts, repositoryFacts } from '../../lib/init/look/repository-facts';
import { FakeWorkingFolder } from '../fakes/fake-working-folder';

/** Repositories as teams have them, by what they are. */
export const repositories: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Node with npm': {
    'package.json': JSON.stringify({
      scripts: { start: 'node .', test: 'jest', build: 'tsc', seed: 'node seed.js' },
      dependencies: { pg: '8.0.0', '@aws-sdk/client-s3': '3.0.0' },
    }),
    'package-lock.json': '{}',
    '.gitignore': 'node_modules/\ndist/\n',
    'src/server.ts': "app.get('/health', ok);\napp.listen(process.env.PORT);\n",
  },
  'Node with pnpm': {
    'package.json': JSON.stringify({ scripts: { start: 'node .', test: 'vitest' }, dependencies: { mysql2: '3.0.0' } }),
    'pnpm-lock.yaml': '',
  },
  'Node with Yarn': {
    'package.json': JSON.stringify({
      scripts: { start: 'node .' },
      packageManager: 'yarn@4.5.0',
      dependencies: { mariadb: '3.0.0' },
    }),
    'yarn.lock': '',
  },
  'Node with Yarn 1': { 'package.json': JSON.stringify({ scripts: { start: 'node .' } }), 'yarn.lock': '' },
  'Python with requirements': {
    'requirements.txt': 'Flask==3.0\npsycopg[binary]>=3  # the driver\npytest\nboto3\n',
    Procfile: 'web: gunicorn app',
  },
  'Python with pyproject': { 'pyproject.toml': '[project]\ndependencies = ["flask", "PyMySQL>=1.0"]\n' },
  Docker: { Dockerfile: 'FROM scratch\n' },
  nothing: { README: 'nothing yet' },
};

export const answers: Answers = {
  account: '111122223333',
  region: 'eu-central-1',
  previewDomain: 'preview.acme.dev',
  project: 'shop',
  ci: 'both',
};

export const circleciIds = {
  circleciOrganization: '11111111-2222-3333-4444-555555555555',
  circleciProject: '66666666-7777-8888-9999-000000000000',
};

/** What init knows and chooses in such a repository. */
export async function sample(
  repository: string,
  more: Answers = {},
  change: (folder: FakeWorkingFolder) => void = () => undefined,
): Promise<{ readonly facts: RepositoryFacts; readonly choices: Choices; readonly plan: ReturnType<typeof ciPlan> }> {
  const folder = new FakeWorkingFolder(repositories[repository]);
  change(folder);
  const facts = await repositoryFacts(folder);
  const choices = choose({ ...answers, ...more }, facts);
  return { facts, choices, plan: ciPlan(choices, facts) };
}
