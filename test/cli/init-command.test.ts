import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../lib/cli/commands/begin/init';
import { introduced, promptOf } from '../../lib/cli/prompt';
import { commitAll, git, gitEnvironment } from '../machine/git/git-fixture';
import { tempFolders } from '../machine/temp-folder';
import { TerminalStandIn } from './terminal-stand-in';

const newFolder = tempFolders();
const options = { yes: true, previewDomain: 'http://preview.localhost:8080', region: 'eu-central-1' };

function repository(): string {
  const folder = newFolder();
  commitAll(folder, { 'package.json': '{ "scripts": { "start": "node ." } }' });
  git(folder, 'remote', 'add', 'origin', 'https://user:SECRET@github.com/acme/shop.git');
  return folder;
}

async function initIn(folder: string, more: object = {}, env: NodeJS.ProcessEnv = {}) {
  const terminal = new TerminalStandIn();
  const invocation = {
    terminal,
    env: { ...gitEnvironment, ...env },
    cwd: folder,
    signal: new AbortController().signal,
  };
  const code = await run(invocation, { ...options, ...more });
  return { code, said: terminal.results.join('\n'), terminal };
}

describe('the command init', () => {
  test('writes the files of a team, and says what comes next', async () => {
    const folder = repository();
    const { code, said } = await initIn(folder);
    expect(code).toBe(0);
    expect(said).toMatch(/^written {4}preview-stacks\.config\.ts\nwritten {4}\.github\/workflows\/preview\.yml\n/);
    // These tests run in a clone, and no registry need have its version.
    expect(said).toMatch(
      /\nNext:\n {2}1\. npm pack in the clone .*, then npm install --save-dev \S*preview-stacks-[\d.]+\.tgz "aws-cdk-lib@\S+" "constructs@\S+", then /,
    );
    expect(readFileSync(join(folder, 'preview-stacks.config.ts'), 'utf8')).toContain("github: 'acme/shop'");
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('.preview-stacks/\nnode_modules/\n');
  });

  test('tells the same as one document, without credentials', async () => {
    const { said } = await initIn(repository(), { json: true });
    expect(JSON.parse(said)).toMatchObject({
      dryRun: false,
      choices: { project: 'shop', ci: ['github-actions'] },
      files: expect.arrayContaining([{ path: '.gitignore', result: 'written', at: '.gitignore' }]),
    });
    expect(said).not.toContain('SECRET');
  });

  test('prints the files and writes none when it is only to look', async () => {
    const folder = repository();
    const { said } = await initIn(folder, { dryRun: true, ci: 'circleci' });
    expect(said).toContain('would be written    .circleci/config.yml');
    expect(said).toContain('── .circleci/config.yml\n# Written by');
    expect(existsSync(join(folder, '.circleci'))).toBe(false);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  test('works in the folder of an application, with the jobs at the top', async () => {
    const folder = repository();
    mkdirSync(join(folder, 'apps/web'), { recursive: true });
    await initIn(join(folder, 'apps/web'));
    expect(existsSync(join(folder, 'apps/web/preview-stacks.config.ts'))).toBe(true);
    expect(readFileSync(join(folder, '.github/workflows/preview.yml'), 'utf8')).toContain(
      'working-directory: apps/web',
    );
  });

  test("takes the region from the person's own surroundings", async () => {
    const { said } = await initIn(repository(), { region: undefined, json: true }, { AWS_REGION: 'us-east-1' });
    expect(JSON.parse(said).choices.region).toBe('us-east-1');
  });

  test('says once, before the first question, what the answers are for', async () => {
    const said: string[] = [];
    const ask = introduced(
      async ({ text }) => `to ${text}`,
      'A few answers',
      (line) => said.push(line),
    );
    const question = { key: 'project', flag: '--project', text: 'Name' } as const;
    expect(said).toEqual([]);
    expect([await ask?.(question), await ask?.(question, 'wrong')]).toEqual(['to Name', 'to Name']);
    expect(said).toEqual(['A few answers']);
  });

  test('asks nothing where no person could answer', () => {
    const invocation = { env: {}, cwd: '/', signal: new AbortController().signal };
    expect(promptOf({ ...invocation, terminal: new TerminalStandIn(false) })).toBeUndefined();
  });
});
