import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as bot } from '../../../lib/cli/commands/team/bot';
import { StandInSlack } from '../../fakes/slack/stand-in-slack';
import { TerminalStandIn } from '../terminal-stand-in';

let folder: string;
let slack: StandInSlack;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-bot-'));
  slack = await StandInSlack.start();
});
afterAll(async () => {
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
});

const tokens = { SLACK_APP_TOKEN: StandInSlack.appToken, SLACK_BOT_TOKEN: StandInSlack.botToken };
const control = { slack: { team: 'T1ACME', users: ['U1ANN'] } };

/** Runs the bot in the folder of a project, beside others. */
async function run(staging: object, env: Readonly<Record<string, string>>, also?: Readonly<Record<string, string>>) {
  const write = async (name: string, project: string) => {
    const settings = {
      ...{ project, base: { region: 'eu-central-1', ci: { provider: 'github-actions' } } },
      ...{ github: 'acme/shop', staging: { host: 'staging.acme.dev', ...staging } },
      preview: { previewDomain: 'preview.acme.dev' },
    };
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'preview-stacks.config.json'), JSON.stringify(settings));
  };
  await write('shop', 'shop');
  for (const [name, project] of Object.entries(also ?? {})) await write(name, project);
  const terminal = new TerminalStandIn();
  const invocation = {
    ...{ terminal, cwd: join(folder, 'shop'), signal: new AbortController().signal },
    env: { PATH: process.env.PATH, SLACK_API_URL: slack.apiUrl, ...env },
  };
  const names = Object.keys(also ?? {}).map((name) => `../${name}`);
  const error = await bot(invocation, { ...(also && { also: names.join(',') }) }).catch((thrown: unknown) => thrown);
  return { error, said: [...terminal.lines, ...terminal.results].join('\n') };
}

test.each([
  ['no control', {}, 'control-off'],
  ['no Slack in control', { control: {} }, 'slack-off'],
])('with %s in the settings it does not begin', async (_, staging, code) => {
  const { error } = await run(staging, tokens);
  expect(error).toMatchObject({ code, exitCode: 2 });
  expect(slack.calls).toEqual([]);
});

test.each([
  ['the app token', { SLACK_APP_TOKEN: '' }, 'SLACK_APP_TOKEN is not set'],
  ['the bot token', { SLACK_BOT_TOKEN: '' }, 'SLACK_BOT_TOKEN is not set'],
  [
    'tokens in the right places',
    { SLACK_APP_TOKEN: tokens.SLACK_BOT_TOKEN },
    'SLACK_APP_TOKEN does not begin with xapp-',
  ],
])('without %s it does not begin, and shows none', async (_, env, message) => {
  const { error } = await run({ control }, { ...tokens, ...env });
  expect(error).toMatchObject({ code: 'slack-token-missing', exitCode: 2, message });
  expect(JSON.stringify(error)).not.toContain('secretsecret');
  expect(slack.calls).toEqual([]);
});

test('tokens that Slack refuses end it, and are not shown', async () => {
  const { error, said } = await run({ control }, { ...tokens, SLACK_BOT_TOKEN: 'xoxb-revoked' });
  expect(error).toMatchObject({
    code: 'slack-bot-refused',
    exitCode: 2,
    message: expect.stringMatching(/invalid_auth/),
  });
  expect(said + JSON.stringify(error)).not.toMatch(/secretsecret|xoxb-revoked/);
});

test('two projects of one name are refused', async () => {
  const { error } = await run({ control }, tokens, { desk: 'shop' });
  expect(error).toMatchObject({ code: 'option-invalid', exitCode: 2, message: '--also names the project shop twice' });
});

test('settings of another project that name another workspace end it', async () => {
  const { error } = await run({ control: { slack: { team: 'T2EVIL' } } }, tokens, { desk: 'desk' });
  expect(error).toMatchObject({ code: 'slack-team-wrong', exitCode: 2 });
});
