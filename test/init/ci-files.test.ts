import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse, parseDocument } from 'yaml';
import { programOf } from '../../lib/cli/main';
import { circleciText } from '../../lib/init/circleci/text';
import { commandsText } from '../../lib/init/github-actions/commands-text';
import { actionPins } from '../../lib/init/github-actions/jobs';
import { githubActionsText } from '../../lib/init/github-actions/text';
import { circleciConfig } from '../../scripts/circleci-config';
import { circleciJobsOf } from './circleci-jobs-of';
import { circleciSchema } from './circleci-schema';
import { type CiEvent, callsOf, scriptsOf } from './commands-of-jobs';
import { githubJobsOf } from './github-jobs-of';
import { lintWorkflow } from './lint-workflow';
import { repositories, sample } from './samples';

const own = join(__dirname, '../../.circleci/config.yml');
const events: readonly CiEvent[] = [
  { event: 'push', branch: 'main' },
  { event: 'push', branch: 'production' },
  { event: 'push', branch: 'feature/login' },
  { event: 'delete', branch: 'main' },
  { event: 'schedule', branch: 'main' },
  { event: 'dispatch', branch: 'main' },
  { event: 'pull-request', branch: 'feature/login' },
];
const validCircleci = new Ajv({ allowUnionTypes: true }).compile(circleciSchema);

/** Every kind of repository, with a bundle of sources and with an image. */
const cases = Object.keys(repositories).flatMap((repository) => [
  [repository, 'source'] as const,
  [repository, 'image'] as const,
]);

async function planOf(repository: string, artifact: string) {
  return (await sample(repository, { artifact })).plan;
}

/** Throws what commander says when our program does not have the command or an option. */
function runByParser(args: readonly string[]): string {
  let chosen = '';
  const program = programOf(({ name }) => {
    chosen = name;
  });
  for (const command of [program, ...program.commands]) command.configureOutput({ writeErr: () => undefined });
  program.parse([...args], { from: 'user' });
  return chosen;
}

describe.each(cases)('the jobs for a repository with %s, as %s', (repository, artifact) => {
  test('of CircleCI are what its schema allows', async () => {
    const text = circleciText(await planOf(repository, artifact));
    expect(parseDocument(text).errors).toEqual([]);
    validCircleci(parse(text));
    expect(validCircleci.errors ?? []).toEqual([]);
  });

  test('of GitHub Actions have nothing that actionlint finds', async () => {
    const text = githubActionsText(await planOf(repository, artifact));
    expect(parseDocument(text).errors).toEqual([]);
    expect(await lintWorkflow(text)).toEqual([]);
  });

  test('call only commands and options that our program has', async () => {
    const plan = await planOf(repository, artifact);
    const comment = { body: '/preview status' };
    const asked = { event: 'comment', branch: 'main', comment } as const;
    const scripts = events.flatMap((event) => [
      ...scriptsOf(circleciJobsOf(circleciText(plan), event)),
      ...scriptsOf(githubJobsOf(githubActionsText(plan), event)),
    ]);
    const text = commandsText(plan, { ci: ['github-actions'], word: '/preview' });
    const calls = [...scripts, ...scriptsOf(githubJobsOf(text, asked))].flatMap(callsOf);
    expect(new Set(calls.map(runByParser))).toEqual(new Set(['bundle', 'deploy', 'cleanup', 'announce', 'obey']));
  });
});

describe('the jobs of this repository', () => {
  const text = readFileSync(own, 'utf8');

  test('are what init writes (npx tsx scripts/build-circleci-config.ts makes them)', () => {
    expect(text).toBe(circleciConfig());
  });

  test('are what the schema of CircleCI allows', () => {
    validCircleci(parse(text));
    expect(validCircleci.errors ?? []).toEqual([]);
  });

  test('check with .ci/run, and call only commands that our program has', () => {
    const scripts = events.flatMap((event) => scriptsOf(circleciJobsOf(text, event)));
    expect(scripts).toContain('.ci/run');
    expect(new Set(scripts.flatMap(callsOf).map(runByParser))).toEqual(new Set(['bundle', 'deploy', 'cleanup']));
  });
});

test('the name of a folder is nothing that GitHub evaluates', async () => {
  const name = '$' + '{{ secrets.KEY }}';
  const { plan } = await sample('Docker', {}, (folder) => {
    folder.place = name;
  });
  const text = githubActionsText(plan);
  const workflow = parse(text) as { defaults: { run: { 'working-directory': string } } };
  expect(workflow.defaults.run['working-directory']).toBe(`$` + "{{ '$" + "{{' }} secrets.KEY }}");
  expect(text).not.toContain(name);
  expect(await lintWorkflow(text)).toEqual([]);
});

describe('the checks themselves', () => {
  test('the schema refuses a key that CircleCI does not know', async () => {
    const config = parse(circleciText(await planOf('Docker', 'source')));
    config.jobs.deploy.step = config.jobs.deploy.steps;
    expect(validCircleci(config)).toBe(false);
  });

  test('actionlint sees a branch name in a script', async () => {
    const text = githubActionsText(await planOf('Docker', 'source'));
    expect(await lintWorkflow(text.replace('run: npm ci', 'run: echo ${' + '{ github.head_ref }}'))).toContainEqual(
      expect.stringContaining('github.head_ref'),
    );
  });

  test('a command that our program does not have is refused', () => {
    expect(() => runByParser(['deploy', '--bundles', 'x'])).toThrow('unknown option');
    expect(() => runByParser(['clean'])).toThrow('unknown command');
  });

  test('every action is pinned to a commit, with its version behind it', () => {
    for (const pin of Object.values(actionPins)) expect(pin).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
});
