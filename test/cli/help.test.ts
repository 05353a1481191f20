import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, CommonOptions, OptionsOf } from '../../lib/cli/command';
import { commands, load } from '../../lib/cli/command-table';
import { programOf } from '../../lib/cli/main';
import { commands as inFiles } from '../../scripts/command-reference';

const widest = 80;
const top = join(__dirname, '../..');

function helpOf(...args: string[]): string {
  const program = programOf(() => undefined);
  const command = args.length === 0 ? program : program.commands.find((one) => one.name() === args[0]);
  let shown = '';
  command?.configureOutput({ writeOut: (text) => (shown += text), getOutHelpWidth: () => widest });
  command?.outputHelp();
  return shown;
}

test('the table is what the files say: `npm run build:references` makes it', () => {
  expect(commands).toEqual(inFiles);
});

test.each(commands.map((command) => [command.name, command] as const))(
  '%s runs what its file exports',
  (_, command) => {
    expect(load(command)).toBeInstanceOf(Function);
  },
);

test('the help page has its groups in order, and each command with one line about it and its example', () => {
  const page = helpOf();
  expect(page.match(/^[A-Z][a-z ]+:$/gm)).toEqual(['Options:', 'Begin:', 'Every day:', 'Look:', 'Team:', 'Set up:']);
  for (const { name, summary, example } of commands) {
    expect(page).toContain(`  ${name.padEnd(19)}  ${summary}\n${' '.repeat(23)}preview-stacks ${example}\n`);
  }
  expect(page.split('\n').filter((line) => line.length > widest)).toEqual([]);
});

test('the help page leads to the guides, which are in the package', () => {
  const [, folder, list = ''] = /^Guides: node_modules\/preview-stacks\/(\w+) \((.+), …\)$/m.exec(helpOf()) ?? [];
  expect(list.split(', ').map((file) => existsSync(join(top, folder ?? '', file)))).toEqual([true, true]);
  expect((JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as { files: string[] }).files).toContain(folder);
});

test.each(commands.map(({ name, example }) => [name, example]))(
  'the help page of %s has its example',
  (name, example) => {
    expect(helpOf(name)).toContain(`\nExample:\n  preview-stacks ${example}\n`);
    expect(
      helpOf(name)
        .split('\n')
        .filter((line) => line.length > widest),
    ).toEqual([]);
  },
);

test('options follow from flags, so that a renamed flag does not compile', () => {
  const flags = {
    '--max-share <fraction>': '',
    '--dry-run': '',
    '--no-announce': '',
  } as const satisfies Command['flags'];
  const options: OptionsOf<typeof flags> & CommonOptions = {
    maxShare: '0.5',
    dryRun: true,
    announce: false,
    json: true,
  };
  // @ts-expect-error no flag has this name
  const renamed = options.share;
  // @ts-expect-error a flag with a value is text
  const share: number | undefined = options.maxShare;
  expect([renamed, share]).toEqual([undefined, '0.5']);
});

test.each([
  [['zzz'], "error unknown command 'zzz'\n  See preview-stacks --help\n"],
  [['deplyo'], "error unknown command 'deplyo'\n  (Did you mean deploy?)\n  See preview-stacks --help\n"],
  [['deploy', '--foo'], "error unknown option '--foo'\n  See preview-stacks deploy --help\n"],
])('%j is reported as other errors are, and names the help page', (args, expected) => {
  let said = '';
  const program = programOf(() => undefined);
  for (const one of [program, ...program.commands]) one.configureOutput({ writeErr: (text) => (said += text) });
  expect(() => program.parse(args, { from: 'user' })).toThrow();
  expect(said).toBe(expected);
});

test('what is required, written and meant stands on the help pages', () => {
  const pages = ['destroy-application', 'init', 'diff', 'local', 'logs', 'context'].map((name) =>
    helpOf(name).replace(/\s+/g, ' '),
  );
  expect(pages).toEqual([
    expect.stringMatching(/--confirm <stack> required: .*preview-stacks destroy-application --confirm <stack>/),
    expect.stringContaining('Adds to `.gitignore` what git does not ignore yet.'),
    expect.stringContaining('--application the application stack of the stage instead'),
    expect.stringContaining('--port <number> port of this machine to listen on. Default: a free one'),
    expect.stringContaining('--service <name> the service whose instances are read. Default: web'),
    expect.stringContaining('prints the command that reads it'),
  ]);
});
