import { openTrial } from '../../lib/cli/compose/trial';
import { mariaDbMissing } from '../../lib/local/server';
import { barePath } from '../machine/bare-path';
import { commitAll, gitEnvironment } from '../machine/git/git-fixture';
import { tempFolders } from '../machine/temp-folder';
import { TerminalStandIn } from './terminal-stand-in';

// Where it is reached, a PostgreSQL server may be installed and an endpoint runs.
jest.mock('../../lib/cli/compose/trial-world', () => ({
  openTrialWorld: async () => {
    throw new Error('the world of the trial was opened');
  },
}));
jest.mock('../../lib/local/server', () => ({ mariaDbMissing: jest.fn() }));

const newFolder = tempFolders();

function opened(files: Readonly<Record<string, string>>, PATH = gitEnvironment.PATH) {
  const cwd = newFolder();
  commitAll(cwd, files);
  const outer = {
    terminal: new TerminalStandIn(),
    env: { ...gitEnvironment, PATH },
    cwd,
    signal: new AbortController().signal,
  };
  return openTrial(outer, { yes: true });
}

const app = (parts: object) => ({ 'package.json': JSON.stringify({ scripts: { start: 'node app.js' }, ...parts }) });

describe('before anything is installed or started', () => {
  test('an app with MySQL is refused where no MariaDB server is', async () => {
    const files = app({ dependencies: { mysql2: '3' } });
    jest.mocked(mariaDbMissing).mockResolvedValue('there is none');
    await expect(opened(files)).rejects.toMatchObject({ code: 'try-impossible' });
    jest.mocked(mariaDbMissing).mockResolvedValue(undefined);
    await expect(opened(files)).rejects.toThrow('the world of the trial was opened');
  });

  test('an app of pnpm is refused where pnpm is not, and package.json names no version of it', async () => {
    const path = barePath(newFolder());
    const files = { ...app({ scripts: { start: 'node app.js', build: 'tsc' } }), 'pnpm-lock.yaml': '' };
    await expect(opened(files, path)).rejects.toMatchObject({ code: 'package-manager-missing', exitCode: 2 });
    const named = { ...files, ...app({ packageManager: 'pnpm@9.15.0' }) };
    await expect(opened(named, path)).rejects.toThrow('the world of the trial was opened');
  });
});
