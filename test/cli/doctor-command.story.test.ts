import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as doctor } from '../../lib/cli/commands/begin/doctor';
import { run as deployApplication } from '../../lib/cli/commands/set-up/deploy-application';
import type { Checked } from '../../lib/doctor/finding';
import { pointSdkAt } from '../aws/aws-environment';
import { StandInGitHub } from '../fakes/stand-in-github';
import { type Started, start } from '../local/start';
import { TerminalStandIn } from './terminal-stand-in';

let local: Started;
let github: StandInGitHub;
let folder: string;
let terminal: TerminalStandIn;

const file = (more: object = {}) => ({
  project: 'shop',
  github: 'acme/shop',
  base: { region: local.region, account: local.accountId, ci: { provider: 'github-actions' } },
  staging: { host: 'staging.acme.dev' },
  preview: { previewDomain: 'preview.acme.dev' },
  ...more,
});
const write = (settings: object) =>
  writeFile(join(folder, 'preview-stacks.config.json'), JSON.stringify(settings, undefined, 2));

beforeAll(async () => {
  local = await start();
  pointSdkAt(local.endpoint);
  github = await StandInGitHub.start();
  github.push('main');
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-doctor-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd: folder });
  git('init', '--quiet', '--initial-branch', 'main');
  git('commit', '--quiet', '--allow-empty', '-m', 'First');
  await write(file());
  local.world.zones.createZone('acme.dev');
}, 30_000);
beforeEach(async () => {
  terminal = new TerminalStandIn();
  await write(file());
});
afterEach(() => local.faults.remove());
afterAll(async () => {
  await github.stop();
  await local.stop();
  await rm(folder, { recursive: true, force: true });
});

/** With a token GitHub's pace is kept between what is tried there: a second each. */
const invocation = (token?: string) => ({
  terminal,
  env: { GITHUB_API_URL: github.url, GITHUB_TOKEN: token },
  cwd: folder,
  signal: new AbortController().signal,
});

interface Document {
  readonly stage: string;
  readonly counts: { readonly faults: number; readonly warnings: number };
  readonly checks: readonly Checked[];
}

async function looked(token?: string): Promise<Document & { code: number }> {
  terminal = new TerminalStandIn();
  const code = await doctor(invocation(token), { json: true });
  return { ...(JSON.parse(terminal.results.join('\n')) as Document), code };
}
const statesOf = ({ checks }: Document, name: string) =>
  checks.find((one) => one.name === name)?.findings.map(({ state }) => state);

test('before deploy-application it ends with 1, and says what to run', async () => {
  expect(await doctor(invocation(), {})).toBe(1);
  expect(terminal.results).toContainEqual(expect.stringMatching(/^fault +application stack +there is no stack shop-/));
  expect(terminal.results).toContainEqual(
    expect.stringMatching(/^ +→ Run `preview-stacks deploy-application --target staging`\.$/),
  );
});

test('after it everything on AWS is in place, seen over the wire', async () => {
  expect(await deployApplication(invocation(), {})).toBe(0);
  const document = await looked('ghp_secretsecret');
  const faults = document.checks.flatMap(({ name, findings }) =>
    findings.filter(({ state }) => state === 'fault').map(({ saw }) => `${name}: ${saw}`),
  );
  expect(faults).toEqual([]);
  expect(document.code).toBe(0);
  expect(statesOf(document, 'github')).toEqual(['ok', 'ok', 'ok', 'ok', 'warning']);
  expect(statesOf(document, 'certificate')).toEqual(['ok', 'ok']);
  expect(statesOf(document, 'template')).toEqual(['ok']);
  expect(statesOf(document, 'ci-roles')).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
  expect(statesOf(document, 'shared-balancer')).toEqual(['ok', 'ok']);
  for (const name of ['stacks', 'environments', 'databases', 'addresses', 'balancers']) {
    expect([name, statesOf(document, name)]).toEqual([name, ['ok']]);
  }
  const progress = terminal.lines.map((line) => JSON.parse(line) as { kind: string; done: number; total: number });
  expect(progress.at(-1)).toMatchObject({ kind: 'looked-at', done: document.checks.length });
}, 30_000);

test('what it asks of AWS stands in docs/doctor.md', async () => {
  const asked = async () => {
    const answer = await fetch(`${local.endpoint}/_local/requests`);
    return ((await answer.json()) as { requests: { service: string; operation: string }[] }).requests;
  };
  const before = (await asked()).length;
  await looked();
  const actions = (await asked()).slice(before).map(({ service, operation }) => `${service}:${operation}`);
  expect(actions).toContain('acm:DescribeCertificate');
  const page = await readFile(join(__dirname, '../../docs/doctor.md'), 'utf8');
  expect([...new Set(actions)].filter((action) => !page.includes(`\`${action}\``))).toEqual([]);
}, 30_000);

test('settings that changed since then make another template', async () => {
  const { base } = file();
  await write(file({ base: { ...base, access: { cidrs: ['10.0.0.0/8'] } } }));
  expect(statesOf(await looked(), 'template')).toEqual(['warning']);
}, 30_000);

test('what may not be asked is a warning that names the action, and no fault', async () => {
  local.faults.add({ kind: 'access-denied', service: 'rds', operation: 'DescribeAccountAttributes' });
  const { code, checks } = await looked();
  expect(checks.find(({ name }) => name === 'databases')?.findings).toEqual([
    {
      state: 'warning',
      saw: 'may not be asked: AWS refuses rds:DescribeAccountAttributes to these credentials',
      mend: "Allow rds:DescribeAccountAttributes in the role's policy; if deploy-application made the role, run that again with this release.",
    },
  ]);
  expect(code).toBe(0);
}, 30_000);

test('D21: a profile that is not there is a fault that names it, and all on AWS is one line', async () => {
  process.env.AWS_PROFILE = 'nope';
  try {
    const given = invocation();
    expect(await doctor({ ...given, env: { ...given.env, AWS_PROFILE: 'nope' } }, {})).toBe(1);
  } finally {
    delete process.env.AWS_PROFILE;
  }
  expect(terminal.results).toContainEqual(
    expect.stringMatching(/^fault +AWS credentials +.*the profile nope cannot be used: there is no such profile/),
  );
  expect(terminal.results.filter((line) => line.includes('not looked at'))).toEqual([
    expect.stringMatching(
      /^warning +not looked at +\d+ checks, because of the fault under "AWS credentials": clock, hosted zone, /,
    ),
    expect.stringMatching(/1 fault, \d+ not looked at\.$/),
  ]);
}, 30_000);

test('a repository that the token may not see is a fault, and the token is never shown', async () => {
  github.odd = () => ({ status: 404, body: { message: 'Not Found' } });
  const document = await looked('ghp_secretsecret');
  github.odd = () => undefined;
  expect(statesOf(document, 'branches')).toEqual(['fault']);
  expect(statesOf(document, 'databases')).toEqual(['ok']);
  expect(document.code).toBe(1);
  expect([...terminal.results, ...terminal.lines].join('\n')).not.toContain('ghp_secret');
}, 30_000);

test('wrong settings are faults of their own, each with its fix', async () => {
  await write(file({ project: 'SHOP' }));
  const { code, checks } = await looked();
  expect(code).toBe(1);
  expect(checks).toEqual([
    {
      name: 'settings',
      title: 'settings',
      findings: [{ state: 'fault', saw: expect.stringMatching(/^project: /), mend: expect.any(String) }],
    },
  ]);
});

test('a stage that is none is wrong use', async () => {
  await expect(doctor(invocation(), { target: 'moon' })).rejects.toMatchObject({ code: 'option-invalid', exitCode: 2 });
});
