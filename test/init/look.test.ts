import fc from 'fast-check';
import { previewAddress } from '../../lib/init/ask/preview-address';
import { openQuestions, proposeProject } from '../../lib/init/ask/questions';
import { packageManagerOf } from '../../lib/init/look/package-manager';
import { githubOfRemote } from '../../lib/init/look/repository-facts';
import { notesOn } from '../../lib/init/notes-on';
import { projectNameFault } from '../../lib/naming/project-name';
import { sample } from './samples';

describe('what init sees in a repository', () => {
  test.each([
    ['https://github.com/acme/shop', 'acme/shop'],
    ['https://github.com/jane_acme/shop', 'jane_acme/shop'],
    ['https://github.com/Acme/Shop.git', 'Acme/Shop'],
    ['https://user:SECRET@github.com/acme/shop.git/', 'acme/shop'],
    ['git@github.com:acme/shop.git', 'acme/shop'],
    ['ssh://git@github.com:22/acme/shop.js.git', 'acme/shop.js'],
    ['ssh://git@ssh.github.com:443/acme/shop', 'acme/shop'],
    ['https://gitlab.com/acme/shop', undefined],
    ['https://github.com.evil.example/acme/shop', undefined],
    ['https://evil.example/github.com/acme/shop', undefined],
    ['https://github.com/acme', undefined],
    ['https://github.com/acme/shop/pulls', undefined],
    ["git@github.com:acme/shop'; rm -rf /", undefined],
    ['https://github.com/acme/..', undefined],
    ['/srv/git/shop.git', undefined],
  ])('the remote %s is %s on GitHub', (url, repository) => {
    expect(githubOfRemote(url)).toBe(repository);
  });

  test.each([
    ['shop', 'shop'],
    ['Shopping-Cart-Service', 'shopping'],
    ['my_app', 'my-app'],
    ['2048-game', 'game'],
    ['internationalization', 'internatio'],
    ['shop-preview', 'shop'],
    ['typescript-shop-api', 'shop-api'],
    ['nextjs-commerce', 'commerce'],
    ['node', 'app'],
    ['nest-typescript-starter', 'app'],
    ['template', 'app'],
    ['@acme/basket', 'basket'],
    ['💥', undefined],
    ['42', undefined],
  ])('the repository %s is proposed as the project %s', (repository, project) => {
    expect(proposeProject(repository)).toBe(project);
  });

  test.each([
    ['acme/shop', 'shop'],
    ['https://github.com/acme/shop.git', 'shop'],
    ['acme', 'fresh'],
    [undefined, 'fresh'],
  ])('in the folder `fresh` and with --github %s, the project %s is proposed', async (github, project) => {
    const { facts } = await sample('Node with npm');
    const { github: _remote, ...elsewhere } = { ...facts, name: 'fresh' };
    const [question] = openQuestions({ github }, elsewhere, undefined);
    expect(question).toMatchObject({ key: 'project', proposal: project });
  });

  test.each([
    [['node-express-postgres', 'basket', 'folder'], 'basket'],
    [['template', '@acme/typescript', 'orders'], 'orders'],
    [['shop', 'basket', 'orders'], 'shop'],
    [['💥', '', '42'], undefined],
  ])('of repository, package and folder %j, %s is proposed', (names, project) => {
    expect(proposeProject(...names)).toBe(project);
  });

  test('every proposal is a name that a project can have', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('node-1', '1-node-a', 'a-1b')), (name) => {
        const proposal = proposeProject(name);
        expect(proposal === undefined ? undefined : projectNameFault(proposal)).toBeUndefined();
      }),
    );
  });

  test.each([
    ['Node with npm', 'node', 'postgres', true],
    ['Node with pnpm', 'node', 'mysql', false],
    ['Node with Yarn', 'node', 'mariadb', false],
    ['Python with requirements', 'python', 'postgres', true],
    ['Python with pyproject', 'python', 'mysql', false],
    ['Docker', 'docker', 'none', false],
  ])('%s runs as %s, with the database %s, with files: %s', async (repository, app, database, fileStore) => {
    const { facts, choices } = await sample(repository);
    expect(choices.app).toBe(app);
    expect(facts.app.stores).toMatchObject({ database, fileStore });
  });

  test.each([
    [['package-lock.json'], undefined, 'npm'],
    [['yarn.lock'], undefined, 'yarn-classic'],
    [['yarn.lock', '.yarnrc.yml'], undefined, 'yarn'],
    [['pnpm-lock.yaml'], undefined, 'pnpm'],
    [['package-lock.json'], 'pnpm@10.0.0', 'pnpm'],
    [[], 'yarn@1.22.22', 'yarn-classic'],
    [[], undefined, 'npm'],
  ])('of %j, with packageManager %s, it installs with %s', (files, declared, manager) => {
    expect(packageManagerOf(files, declared).name).toBe(manager);
  });

  test('an unreadable package.json says nothing', async () => {
    const { facts } = await sample('nothing', {}, (folder) => folder.files.set('package.json', '{ half'));
    expect(facts.app).toMatchObject({ packageJson: true, kinds: ['node'], scripts: [], tests: false });
  });

  test('a package.json that holds tools only makes no Node application of one in Python', async () => {
    const tools = '{ "devDependencies": { "preview-stacks": "1.2.3" } }';
    const python = await sample('Python with pyproject', {}, (folder) => folder.files.set('package.json', tools));
    expect(python.facts.app.kinds).toEqual(['python']);
    const alone = await sample('nothing', {}, (folder) => folder.files.set('package.json', tools));
    expect(alone.facts.app.kinds).toEqual(['node']);
  });

  test("npm's placeholder for tests is no test", async () => {
    const placeholder = '{ "scripts": { "start": "node .", "test": "echo \\"Error: no test specified\\" && exit 1" } }';
    const { plan } = await sample('nothing', {}, (folder) => folder.files.set('package.json', placeholder));
    expect(plan.test).toEqual([]);
  });

  test.each([
    ['preview.acme.dev', { scheme: 'https', domain: 'preview.acme.dev', local: false }],
    ['https://Preview.Acme.dev/', { scheme: 'https', domain: 'preview.acme.dev', local: false }],
    ['http://preview.localhost:8080', { scheme: 'http', port: 8080, domain: 'preview.localhost', local: true }],
    ['preview.acme.dev:8080', undefined],
    ['https://acme.dev/path', undefined],
    ['https://user@acme.dev', undefined],
    ['', undefined],
  ])('the address %s is read as %j', (text, address) => {
    expect(previewAddress(text)).toEqual(address);
  });
});

describe('what init says besides', () => {
  const notes = async (...args: Parameters<typeof sample>) => {
    const { choices, facts } = await sample(...args);
    return notesOn(choices, facts).join('\n');
  };

  test('of two CIs, that both deploy', async () => {
    expect(await notes('Node with npm')).toContain('keep one');
  });

  test('of CircleCI without its ids, what to write where', async () => {
    expect(await notes('Node with npm', { ci: 'circleci' })).toContain('ids of your organization and project');
  });

  test('of a remote elsewhere, that the roles need GitHub', async () => {
    const elsewhere = { remoteName: 'origin', remoteUrl: 'https://gitlab.com/a/b', defaultBranch: 'main' };
    const said = await notes('Node with npm', {}, (folder) => {
      folder.facts = elsewhere;
    });
    expect(said).toContain('`github`');
  });

  test('of an app without a start command, what is missing', async () => {
    expect(await notes('Python with pyproject')).toContain('no Procfile');
    expect(await notes('nothing')).toContain('look at `platform`');
  });

  test('of an application.py alone, that gunicorn serves it, and nothing of what there is to install', async () => {
    const { facts, choices } = await sample('nothing', {}, (folder) => {
      folder.files.set('application.py', 'application = None\n');
    });
    expect(facts.app).toMatchObject({ kinds: ['python'], pythonInstallable: true });
    expect(facts.app).not.toHaveProperty('pythonInstall');
    expect(notesOn(choices, facts).join()).toContain('gunicorn, which the platform brings, will serve');
  });

  test('of what the embedded endpoint does not do as AWS does: Docker', async () => {
    const local = { previewDomain: 'http://preview.localhost:8080' };
    expect(await notes('Docker', local)).toContain('with the docker or podman of this machine');
    expect(await notes('Docker')).not.toContain('embedded endpoint');
  });

  test('of a Node application with its tests, its build and its start, with one CI that is trusted: nothing', async () => {
    expect(await notes('Node with npm', { ci: 'github-actions' })).toBe('');
  });

  test('of an image, which repository of ECR must be there', async () => {
    expect(await notes('Docker', { artifact: 'image', ci: 'github-actions' })).toContain('--repository-name shop/web');
  });
});
