import type { InitRequest } from '../../lib/init/ask/gather-answers';
import type { Answers, Question } from '../../lib/init/ask/question';
import { init } from '../../lib/init/init';
import { FakeWorkingFolder } from '../fakes/fake-working-folder';
import { answers, repositories } from './samples';

const versions = { program: '1.2.3', peers: { 'aws-cdk-lib': '^2.0.0', constructs: '^10.0.0' } };
const node = () => new FakeWorkingFolder(repositories['Node with npm']);
const request = (given: Answers, more: Partial<InitRequest> = {}): InitRequest => ({
  answers: given,
  versions,
  dryRun: false,
  ...more,
});
const results = (outcome: Awaited<ReturnType<typeof init>>) => outcome.files.map(({ result, at }) => `${result} ${at}`);
const everything = [
  'written preview-stacks.config.ts',
  'written .circleci/config.yml',
  'written .github/workflows/preview.yml',
  'written .github/workflows/preview-commands.yml',
  'extended .gitignore',
];

describe('init', () => {
  test('writes settings and jobs, and has git ignore its own folder', async () => {
    const folder = node();
    expect(results(await init(folder, request(answers)))).toEqual(everything);
    expect(folder.files.get('.gitignore')).toBe('node_modules/\ndist/\n.preview-stacks/\n');
    expect(folder.files.get('preview-stacks.config.ts')).toContain("engine: 'postgres'");
  });

  test('shows where variables and secrets of the app are written, once', async () => {
    const folder = node();
    await init(folder, request(answers));
    const text = folder.files.get('preview-stacks.config.ts') ?? '';
    expect(text.match(/environment: { SMTP_HOST: /g)).toHaveLength(1);
    expect(text.match(/secrets: { SMTP_PASSWORD: 'arn:aws:secretsmanager:/g)).toHaveLength(1);
  });

  test('changes nothing when it runs twice', async () => {
    const folder = node();
    await init(folder, request(answers));
    const before = new Map(folder.files);
    expect(results(await init(folder, request(answers)))).toEqual(
      everything.slice(0, -1).map((line) => line.replace('written', 'same')),
    );
    expect(folder.files).toEqual(before);
  });

  test('changes nothing when git for Windows has checked the files out with its ends of lines', async () => {
    const folder = node();
    await init(folder, request(answers));
    folder.files.set('.circleci/config.yml.new', folder.files.get('.circleci/config.yml') ?? '');
    folder.files.set('.circleci/config.yml', 'theirs');
    for (const [path, text] of folder.files) {
      if (/\.(ts|yml|new)$/.test(path)) folder.files.set(path, text.replaceAll('\n', '\r\n'));
    }
    const before = new Map(folder.files);
    expect(results(await init(folder, request(answers)))).toEqual([
      'same preview-stacks.config.ts',
      'waiting .circleci/config.yml.new',
      'same .github/workflows/preview.yml',
      'same .github/workflows/preview-commands.yml',
    ]);
    expect(folder.files).toEqual(before);
  });

  test('leaves a file that differs as it is, and puts its own beside it, once', async () => {
    const folder = node();
    folder.files.set('.circleci/config.yml', 'version: 2.1 # theirs\n');
    expect(results(await init(folder, request(answers)))).toContain('beside .circleci/config.yml.new');
    expect(folder.files.get('.circleci/config.yml')).toBe('version: 2.1 # theirs\n');
    expect(folder.files.get('.circleci/config.yml.new')).toContain('preview-stacks deploy');
    const before = new Map(folder.files);
    expect(results(await init(folder, request(answers)))).toContain('waiting .circleci/config.yml.new');
    expect(folder.files).toEqual(before);
  });

  test('says that what lies beside a file is of other answers, and leaves it', async () => {
    const folder = node();
    folder.files.set('.circleci/config.yml', 'theirs');
    folder.files.set('.circleci/config.yml.new', 'of last year');
    expect(results(await init(folder, request(answers)))).toContain('outdated .circleci/config.yml.new');
    expect(folder.files.get('.circleci/config.yml.new')).toBe('of last year');
  });

  test('shows everything and writes nothing when it is only to look', async () => {
    const folder = node();
    folder.files.set('.circleci/config.yml', 'theirs');
    const before = new Map(folder.files);
    const outcome = await init(folder, request(answers, { dryRun: true }));
    expect(results(outcome)).toEqual(
      everything.map((line) => (line.includes('circleci') ? 'beside .circleci/config.yml.new' : line)),
    );
    expect(outcome.texts.map(({ path }) => path)).toContain('.github/workflows/preview.yml');
    expect(folder.files).toEqual(before);
  });

  test('has git ignore what npm installs, though package.json is there for tools only', async () => {
    const folder = new FakeWorkingFolder({
      'requirements.txt': 'gunicorn\n',
      'package.json': '{ "devDependencies": { "preview-stacks": "1.2.3" } }',
    });
    await init(folder, request(answers));
    expect(folder.files.get('.gitignore')).toBe('.preview-stacks/\nnode_modules/\n');
  });

  test('without CI tells to deploy by hand', async () => {
    const outcome = await init(node(), request({ ...answers, ci: 'none' }));
    expect(outcome.next.at(-1)).toContain('run npx preview-stacks deploy there');
    expect(outcome.next.join('\n')).not.toContain('job');
  });

  test('brings itself into a repository without package.json, at its own version', async () => {
    const folder = new FakeWorkingFolder(repositories['Python with requirements']);
    const outcome = await init(folder, request(answers));
    expect(JSON.parse(folder.files.get('package.json') ?? '')).toEqual({
      name: 'shop',
      private: true,
      devDependencies: { ...versions.peers, 'preview-stacks': '1.2.3' },
    });
    expect(folder.files.get('.gitignore')).toBe('.preview-stacks/\nnode_modules/\n');
    expect(outcome.next[0]).toMatch(/^npm install, then npx preview-stacks try/);
    const before = new Map(folder.files);
    await init(folder, request(answers));
    expect(folder.files).toEqual(before);
  });

  test('never rewrites a package.json that is there', async () => {
    const folder = node();
    await init(folder, request(answers));
    expect(folder.files.get('package.json')).toBe(repositories['Node with npm']?.['package.json']);
    expect(folder.files.has('package.json.new')).toBe(false);
  });

  test('names a command for test data in the language of the app', async () => {
    const python = new FakeWorkingFolder(repositories['Python with requirements']);
    await init(python, request(answers));
    expect(python.files.get('preview-stacks.config.mjs')).toContain("command: 'python3 seed.py'");
    const javascript = new FakeWorkingFolder(repositories['Node with pnpm']);
    await init(javascript, request(answers));
    expect(javascript.files.get('preview-stacks.config.ts')).toContain("command: 'npm run seed'");
  });

  test('ends with four steps: try it here, look, make the roles, push', async () => {
    const { next } = await init(node(), request(answers));
    expect(next).toHaveLength(4);
    expect(next[0]).toContain('npm install --save-dev preview-stacks@1.2.3 "aws-cdk-lib@^2.0.0"');
    expect(next[0]).toContain('npx preview-stacks try');
    expect(next[1]).toMatch(/^npx preview-stacks doctor/);
    expect(next[2]).toContain('npx preview-stacks deploy-application');
    for (const name of ['PREVIEW_ROLE_ARN', 'STAGING_ROLE_ARN', 'CLEANUP_ROLE_ARN', 'PRODUCTION_ROLE_ARN']) {
      expect(next[2]).toContain(name);
    }
    expect(next[3]).toContain('push');
  });

  test('installs a program that came from no registry from where it came', async () => {
    const from = (source: { readonly spec: string; readonly packIn?: string }, folder = node()) =>
      init(folder, { ...request(answers), versions: { ...versions, source } }).then(({ next }) => next[0]);
    const clone = { spec: "/my clone/it's.tgz", packIn: '/my clone' };
    expect(await from(clone)).toContain(
      "npm pack in the clone '/my clone', then npm install --save-dev '/my clone/it'\\''s.tgz' \"aws-cdk-lib@^2.0.0\"",
    );
    expect(await from({ spec: '/x.tgz' })).toMatch(/^npm install --save-dev \/x\.tgz /);
    const python = new FakeWorkingFolder(repositories['Python with requirements']);
    expect(await from({ spec: '/x.tgz' }, python)).toMatch(/^npm install --save-dev \/x\.tgz /);
    const pnpm = new FakeWorkingFolder(repositories['Node with pnpm']);
    expect(await from({ spec: '/x.tgz' }, pnpm)).toContain('preview-stacks@file:/x.tgz ');
  });

  test('says what a try of containers needs', async () => {
    const { next } = await init(node(), request({ ...answers, app: 'docker' }));
    expect(next[0]).toMatch(/then npx preview-stacks try: .*\(it needs docker or podman\)/);
  });
});

describe('init, when something is wrong', () => {
  test('names every option that is missing, and writes nothing', async () => {
    const folder = node();
    const before = new Map(folder.files);
    const error = await init(folder, request({ ci: 'none' })).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'option-missing', exitCode: 2 });
    expect(error.message).toBe('Missing: --preview-domain, --account, --region');
    expect(folder.files).toEqual(before);
  });

  test.each([
    ['--project', { project: 'Shop!' }],
    ['--account', { account: '12' }],
    ['--region', { region: 'Frankfurt' }],
    ['--preview-domain', { previewDomain: 'not a domain' }],
    ['--preview-domain', { previewDomain: 'localhost' }],
    ['--preview-domain', { previewDomain: 'http://preview.localhost:99999' }],
    ['--preview-domain', { previewDomain: 'preview.acme.dev:8080' }],
    ['--preview-domain', { previewDomain: `${'a'.repeat(57)}.dev` }],
    ['--ci', { ci: 'jenkins' }],
    ['--artifact', { artifact: 'jar' }],
    ['--app', { app: 'cobol' }],
    ['--app', { app: 'node', artifact: 'image' }],
    ['--github', { github: 'no repository' }],
    ['--circleci-project', { circleciOrganization: '11111111-2222-3333-4444-555555555555' }],
    [
      '--circleci-organization',
      { circleciOrganization: 'acme', circleciProject: '66666666-7777-8888-9999-000000000000' },
    ],
  ])('refuses a wrong %s by its name, and writes nothing: %j', async (flag, wrong) => {
    const folder = node();
    const before = new Map(folder.files);
    const error = await init(folder, request({ ...answers, ...wrong })).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'option-invalid', exitCode: 2 });
    expect(error.faults.map(({ path }: { path: string }) => path)).toContain(flag);
    expect(folder.files).toEqual(before);
  });

  test('tells all that is wrong at once', async () => {
    const error = await init(node(), request({ ...answers, account: '1', region: 'x' })).catch((thrown) => thrown);
    expect(error.message).toBe('2 options are wrong');
  });

  test('tells all that is wrong at once, of every kind', async () => {
    const wrong = { previewDomain: 'no domain', artifact: 'x', app: 'y', ci: 'z', circleciProject: 'p', account: '1' };
    const error = await init(node(), request({ ...answers, ...wrong })).catch((thrown) => thrown);
    const flags = ['--preview-domain', '--artifact', '--app', '--ci', '--circleci-organization', '--account'];
    expect(error.faults.map(({ path }: { path: string }) => path)).toEqual(flags);
  });

  test('wants an account for an image, also on the embedded endpoint', async () => {
    const { account: _, ...without } = answers;
    const given = { ...without, artifact: 'image', previewDomain: 'http://preview.localhost:8080' };
    await expect(init(node(), request(given))).rejects.toMatchObject({ message: '--account is wrong' });
  });
});

describe('init, when somebody can be asked', () => {
  /** Answers in turn; keeps what was asked. */
  function person(...said: readonly string[]) {
    const asked: { readonly question: Question; readonly fault: string | undefined }[] = [];
    const left = [...said];
    const ask = async (question: Question, fault?: string) => {
      asked.push({ question, fault });
      return left.shift() ?? '';
    };
    return { ask, asked };
  }

  test('asks only what it cannot see', async () => {
    const folder = node();
    folder.files.set('.circleci/config.yml', 'theirs');
    const { ask, asked } = person('', 'preview.acme.dev', '111122223333', 'eu-central-1');
    const outcome = await init(folder, request({}, { ask }));
    expect(asked.map(({ question }) => question.flag)).toEqual([
      '--project',
      '--preview-domain',
      '--account',
      '--region',
    ]);
    expect(outcome.choices).toMatchObject({ project: 'shop', ci: ['circleci'], github: 'acme/shop', app: 'node' });
  });

  test('asks for no account when the previews are on this machine', async () => {
    const { ask, asked } = person('', 'http://preview.localhost:8080', '', 'none');
    const outcome = await init(node(), request({}, { ask, region: 'eu-central-1' }));
    expect(asked.map(({ question }) => question.flag)).toEqual(['--project', '--preview-domain', '--region', '--ci']);
    expect(outcome.choices).not.toHaveProperty('account');
    expect(outcome.choices.region).toBe('eu-central-1');
  });

  test('asks again at once what was answered wrongly, and says why', async () => {
    const said = ['Express Shop!', 'shop', 'moon', 'preview.acme.dev', '12', '111122223333', 'moon', 'eu-central-1'];
    const { ask, asked } = person(...said, 'jenkins', 'none');
    const outcome = await init(node(), request({}, { ask }));
    const flags = ['--project', '--preview-domain', '--account', '--region', '--ci'];
    expect(asked.map(({ question }) => question.flag)).toEqual(flags.flatMap((flag) => [flag, flag]));
    expect(asked.map(({ fault }) => fault !== undefined)).toEqual(flags.flatMap(() => [false, true]));
    expect(asked[1]?.fault).toContain('cannot be the name of a project');
    expect(outcome.choices).toMatchObject({ project: 'shop', account: '111122223333', region: 'eu-central-1', ci: [] });
  });

  test('does not ask again what an option said wrongly', async () => {
    const { ask } = person('preview.acme.dev', '111122223333', 'eu-central-1');
    await expect(init(node(), request({ project: 'Shop!', ci: 'none' }, { ask }))).rejects.toMatchObject({
      message: '--project is wrong',
    });
  });
});
