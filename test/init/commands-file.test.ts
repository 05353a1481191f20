import { Ajv } from 'ajv';
import { parse, parseDocument } from 'yaml';
import { commentMarker } from '../../lib/announce/comment/write-comment';
import { commandsText } from '../../lib/init/github-actions/commands-text';
import { actionPins } from '../../lib/init/github-actions/jobs';
import { sleepText } from '../../lib/init/github-actions/sleep-text';
import { githubActionsText } from '../../lib/init/github-actions/text';
import { init } from '../../lib/init/init';
import type { Ci } from '../../lib/init/look/repository-facts';
import { FakeWorkingFolder } from '../fakes/fake-working-folder';
import type { WrittenComment } from './commands-of-jobs';
import { githubJobsOf } from './github-jobs-of';
import { githubSchema } from './github-schema';
import { lintWorkflow } from './lint-workflow';
import { answers, circleciIds, repositories, sample } from './samples';

const node = 'Node with npm';
const providers: readonly (readonly Ci[])[] = [['github-actions'], ['circleci'], ['circleci', 'github-actions'], []];
const cases = [
  ...providers.map((ci) => [node, ci] as const),
  ...Object.keys(repositories).map((repository) => [repository, ['circleci', 'github-actions'] as const] as const),
];
const valid = new Ajv({ allowUnionTypes: true }).compile(githubSchema);
const textFor = async (repository: string, ci: readonly Ci[], word = '/preview') =>
  commandsText((await sample(repository)).plan, { ci, word });
const opening = '$' + '{{';

/** GitHub's own jobs deploy nothing. */
const onCircleci = (ci: readonly Ci[]) => ci.includes('circleci') && !ci.includes('github-actions');

/** What GitHub evaluates in a text. */
function expressionsOf(text: string): string[] {
  return [...text.matchAll(/\$\{\{(.*?)\}\}/g)].map(([, inner = '']) => inner.trim());
}

describe.each(cases)('the job for a repository with %s, deployed by %j', (repository, ci) => {
  test('has nothing that actionlint or the schema finds', async () => {
    const text = await textFor(repository, ci);
    expect(parseDocument(text).errors).toEqual([]);
    expect(await lintWorkflow(text)).toEqual([]);
    valid(parse(text));
    expect(valid.errors ?? []).toEqual([]);
  });

  test('is started by a new comment alone, and loses none that waits', async () => {
    const { on, jobs } = parse(await textFor(repository, ci));
    expect(on).toEqual({ issue_comment: { types: ['created'] } });
    expect(Object.keys(jobs)).toEqual(['obey']);
    expect(jobs.obey.concurrency).toEqual({
      group: `preview-stacks-shop-commands-${opening} github.event.issue.number }}`,
      'cancel-in-progress': false,
      queue: 'max',
    });
  });

  test('may do these things and no others', async () => {
    const { permissions, jobs } = parse(await textFor(repository, ci));
    expect(permissions).toEqual({});
    expect(jobs.obey.permissions).toEqual({
      ...(ci.includes('github-actions') && { actions: 'write' }),
      contents: 'read',
      deployments: 'write',
      'id-token': 'write',
      issues: 'write',
      'pull-requests': 'write',
      statuses: 'write',
    });
  });

  test('has files of the default branch alone, and no text of anybody in a script', async () => {
    const steps = parse(await textFor(repository, ci)).jobs.obey.steps as Record<string, Record<string, string>>[];
    const scripts = steps.flatMap(({ run = '' }) => (run === '' ? [] : [String(run)]));
    expect(scripts.at(-1)).toMatch(/^[a-z ]+ preview-stacks obey$/);
    for (const script of scripts) expect(script).not.toContain(opening);
    const actions = steps.flatMap(({ uses, with: given }) => (uses === undefined ? [] : [{ uses, given }]));
    expect(actions.map(({ uses }) => uses)).toEqual(
      [actionPins.checkout, actionPins.setupNode, actionPins.awsCredentials].map((pin) => pin.split(' ')[0]),
    );
    expect(actions[0]?.given).toEqual({
      'persist-credentials': false,
      ref: `${opening} github.event.repository.default_branch }}`,
    });
  });

  test('has GitHub evaluate these words and no others, and shows one role', async () => {
    const text = await textFor(repository, ci);
    expect(expressionsOf(text)).toEqual([
      'github.event.issue.number',
      'github.event.repository.default_branch',
      'vars.CONTROL_ROLE_ARN',
      onCircleci(ci) ? 'secrets.PREVIEWS_GITHUB_TOKEN || github.token' : 'github.token',
      ...(ci.includes('circleci') ? ['secrets.CIRCLECI_TOKEN'] : []),
      'secrets.SLACK_WEBHOOK_URL',
    ]);
    expect(text.match(/\w+_ROLE_ARN/g)).toEqual(['CONTROL_ROLE_ARN', 'CONTROL_ROLE_ARN']);
  });
});

describe('the checks themselves', () => {
  test('actionlint sees the text of a comment in a script', async () => {
    const text = await textFor(node, ['github-actions']);
    const bad = text.replace('run: npm ci', `run: echo ${opening} github.event.comment.body }}`);
    expect(await lintWorkflow(bad)).toContainEqual(expect.stringContaining('github.event.comment.body'));
  });

  test.each([
    ['a queue that GitHub does not have', 'queue: max', 'queue: all'],
    ['a queue of which some are cancelled', 'cancel-in-progress: false', 'cancel-in-progress: true'],
    ['a permission that nothing here needs', 'issues: write', 'packages: write'],
  ])('the schema refuses %s', async (_, from, to) => {
    expect(valid(parse((await textFor(node, ['circleci'])).replace(from, to)))).toBe(false);
  });

  test.each(Object.keys(repositories))('the schema takes the other files for a repository with %s', async (name) => {
    for (const artifact of ['source', 'image']) {
      const { plan } = await sample(name, { artifact });
      for (const text of [githubActionsText(plan), sleepText(plan)]) {
        valid(parse(text));
        expect(valid.errors ?? []).toEqual([]);
      }
    }
  });
});

describe('a comment', () => {
  const starts = async (comment: WrittenComment, repository = 'acme/shop', word?: string) =>
    githubJobsOf(await textFor(node, ['github-actions'], word), {
      event: 'comment',
      branch: 'main',
      repository,
      comment,
    }).length > 0;
  const keep = '/preview keep 3d';

  test.each<[string, WrittenComment]>([
    ['of a member', { body: keep }],
    ['of an owner', { body: keep, association: 'OWNER' }],
    ['of an outside collaborator', { body: keep, association: 'COLLABORATOR' }],
    ['of a member whose membership is private', { body: keep, association: 'CONTRIBUTOR' }],
    ['of one who reads a private repository', { body: keep, association: 'NONE', private: true }],
    ['with the command in a later line', { body: `Looks good.\n\n${keep}` }],
    // The program says which text is a command.
    ['that quotes one', { body: `> ${keep}` }],
  ])('%s starts the job', async (_, comment) => {
    expect(await starts(comment)).toBe(true);
  });

  test.each<[string, WrittenComment]>([
    ['of a passer-by', { body: keep, association: 'NONE' }],
    ['of who is new here', { body: keep, association: 'FIRST_TIME_CONTRIBUTOR' }],
    ['of a bot', { body: keep, bot: true }],
    ['of ours', { body: `${commentMarker('shop', 'preview-x')}\n\n${keep}` }],
    ['of an issue', { body: keep, onPullRequest: false }],
    ['of other things', { body: 'Looks good.' }],
  ])('%s starts nothing', async (_, comment) => {
    expect(await starts(comment)).toBe(false);
  });

  test('in a fork starts nothing', async () => {
    expect(await starts({ body: keep }, 'somebody/shop')).toBe(false);
  });

  test('is looked at for the word of the settings', async () => {
    expect(await starts({ body: '/shop keep 3d' }, 'acme/shop', '/shop')).toBe(true);
    expect(await starts({ body: keep }, 'acme/shop', '/shop')).toBe(false);
  });
});

describe('init', () => {
  const path = '.github/workflows/preview-commands.yml';
  const versions = { program: '1.2.3', peers: {} };
  const settings = (control: string) => `export default defineSettings({
  project: 'shop',
  base: { region: 'eu-central-1' },
  staging: { ${control} },
});
`;
  async function run(more: object, files: Readonly<Record<string, string>> = {}, github = true) {
    const folder = new FakeWorkingFolder({ ...repositories[node], ...files });
    if (!github) folder.facts = { defaultBranch: 'main' };
    const outcome = await init(folder, { answers: { ...answers, ...more }, versions, dryRun: false });
    return { folder, outcome, text: folder.files.get(path) };
  }

  test('writes the job beside first settings that make its role, and says which variable it needs', async () => {
    const { text, folder, outcome } = await run({ ci: 'github-actions' });
    expect(text).toBe(await textFor(node, ['github-actions']));
    expect(folder.files.get('preview-stacks.config.ts')).toMatch(/^ {4}control: \{\},$/m);
    expect(outcome.next[2]).toContain('ControlRoleArn → CONTROL_ROLE_ARN');
    expect(outcome.next[2]).not.toContain('CIRCLECI_TOKEN');
  });

  test('writes it on GitHub for a team on CircleCI, and names the token', async () => {
    const { text, folder, outcome } = await run({ ci: 'circleci', ...circleciIds });
    expect(text).toBe(await textFor(node, ['circleci']));
    expect(folder.files.get('preview-stacks.config.ts')).toContain('{ createProvider: false }.\n    control: {},');
    expect(outcome.next[2]).toMatch(/on GitHub ControlRoleArn into the variable CONTROL_ROLE_ARN.*CIRCLECI_TOKEN/);
  });

  test('a second run sees that CircleCI alone deploys, and changes nothing', async () => {
    const { folder } = await run({ ci: 'circleci', ...circleciIds });
    const before = new Map(folder.files);
    const { ci: _, ...given } = { ...answers, ...circleciIds };
    const again = await init(folder, { answers: given, versions, dryRun: false });
    expect(again.choices.ci).toEqual(['circleci']);
    expect(again.files.map(({ result }) => result)).toEqual(['same', 'same', 'same']);
    expect(folder.files).toEqual(before);
  });

  test('writes it where settings that are there make the role, with their word', async () => {
    const own = async (control: string) => (await run({}, { 'preview-stacks.config.ts': settings(control) })).text;
    expect(await own('control: {}')).toContain("contains(github.event.comment.body, '/preview')");
    expect(await own("control: { word: '/shop' }")).toContain("contains(github.event.comment.body, '/shop')");
    expect(await own('control: { "word": "!shop-2" }')).toContain("contains(github.event.comment.body, '!shop-2')");
    // What could end the text is no word of settings.
    expect(await own(`control: { word: "/it's" }`)).toContain("contains(github.event.comment.body, '/preview')");
    expect(await own('branch: "main" // control: {}')).toBeUndefined();
    expect(await own('cleanup: {}')).toBeUndefined();
  });

  test.each([
    ['no CI deploys', { ci: 'none' }, true],
    ['nothing says which jobs of CircleCI are theirs', { ci: 'circleci' }, true],
    ['the repository is not on GitHub', { ci: 'github-actions' }, false],
  ])('writes neither the job nor its role where %s', async (_, more, github) => {
    const { text, folder } = await run(more, {}, github);
    expect(text).toBeUndefined();
    expect(folder.files.get('preview-stacks.config.ts')).not.toMatch(/^ *control: /m);
  });
});
