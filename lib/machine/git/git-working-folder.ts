import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PreviewError } from '../../errors';
import type { GitFacts, WorkingFolder } from '../../ports/working-folder';
import { gitComplaint, hintAfter, runGit } from './run-git';

interface Options {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** A git working copy on this computer. */
export class GitWorkingFolder implements WorkingFolder {
  readonly name: string;

  private constructor(
    /** Absolute path of its top. */
    readonly top: string,
    readonly place: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {
    this.name = basename(top);
  }

  /** The working copy that holds a folder. Throws PreviewError `repository-missing` (fault user) where there is none. */
  static async open(options: Options): Promise<GitWorkingFolder> {
    const answer = await runGit(['rev-parse', '--show-toplevel', '--show-prefix'], options);
    const [top = '', prefix = ''] = answer.stdout.toString('utf8').split('\n');
    if (answer.code === 0 && top !== '') {
      return new GitWorkingFolder(top, prefix.replace(/\/$/, ''), options.environment);
    }
    throw new PreviewError('repository-missing', `there is no git repository here: ${gitComplaint(answer)}`, {
      fault: 'user',
      hint: hintAfter(
        answer,
        'Run `git init` first, or go to the folder of your repository: branches are what previews are made of.',
      ),
    });
  }

  async git(): Promise<GitFacts> {
    const remotes = await this.lines('remote');
    const remoteName = remotes.includes('origin') ? 'origin' : remotes[0];
    const defaultBranch = await this.defaultBranch(remoteName);
    if (remoteName === undefined) return { ...(defaultBranch !== undefined && { defaultBranch }) };
    // As it is written, and not as `insteadOf` rewrites it for this person alone.
    const [written] = await this.lines('config', '--get', `remote.${remoteName}.url`);
    return {
      remoteName,
      ...(written && { remoteUrl: written }),
      ...(defaultBranch !== undefined && { defaultBranch }),
    };
  }

  read(path: string): Promise<string | undefined> {
    return this.tolerating('read', path, () => readFile(join(this.top, path), 'utf8'), undefined);
  }

  list(path: string): Promise<readonly string[]> {
    return this.tolerating('read', path, async () => (await readdir(join(this.top, path))).sort(), []);
  }

  async writeIfAbsent(path: string, text: string): Promise<boolean> {
    try {
      await mkdir(dirname(join(this.top, path)), { recursive: true });
      await writeFile(join(this.top, path), text, { flag: 'wx' });
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST' && (await this.list(dirname(path))).includes(basename(path))) return false;
      throw failed('write', path, error);
    }
  }

  async append(path: string, text: string): Promise<void> {
    await appendFile(join(this.top, path), text).catch((error: unknown) => {
      throw failed('write', path, error);
    });
  }

  async ignores(path: string): Promise<boolean> {
    const { code } = await this.run('check-ignore', '--quiet', '--no-index', '--', path);
    return code === 0;
  }

  private async defaultBranch(remote: string | undefined): Promise<string | undefined> {
    if (remote !== undefined) {
      const [head] = await this.lines('symbolic-ref', '--quiet', `refs/remotes/${remote}/HEAD`);
      if (head !== undefined) return head.slice(`refs/remotes/${remote}/`.length);
    }
    const branches = await this.lines('for-each-ref', '--format=%(refname)', 'refs/heads');
    const known = ['main', 'master'].find((name) => branches.includes(`refs/heads/${name}`));
    if (known !== undefined) return known;
    const [current] = await this.lines('symbolic-ref', '--quiet', 'HEAD');
    return current?.startsWith('refs/heads/') ? current.slice('refs/heads/'.length) : undefined;
  }

  /** What git printed; nothing when it does not know. */
  private async lines(...args: readonly string[]): Promise<string[]> {
    const { code, stdout } = await this.run(...args);
    if (code !== 0) return [];
    return stdout
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '');
  }

  private run(...args: readonly string[]): ReturnType<typeof runGit> {
    return runGit(args, { folder: this.top, environment: this.environment });
  }

  private async tolerating<T>(what: 'read', path: string, act: () => Promise<T>, absent: T): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error) ?? '')) return absent;
      throw failed(what, path, error);
    }
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function failed(what: 'read' | 'write', path: string, cause: unknown): PreviewError {
  return new PreviewError('file-inaccessible', `${path} cannot be ${what === 'read' ? 'read' : 'written'}`, {
    fault: 'world',
    hint: `Look at the rights of ${path} and its folder (${codeOf(cause) ?? cause}).`,
    cause,
  });
}
