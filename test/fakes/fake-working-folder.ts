import type { GitFacts, WorkingFolder } from '../../lib/ports/working-folder';

/** A repository in memory. Git ignores what a line of `.gitignore` names: a folder, with or without its slashes. */
export class FakeWorkingFolder implements WorkingFolder {
  readonly files: Map<string, string>;
  place = '';
  name = 'shop';
  facts: GitFacts = { remoteName: 'origin', remoteUrl: 'git@github.com:acme/shop.git', defaultBranch: 'main' };

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.files = new Map(Object.entries(files));
  }

  async git(): Promise<GitFacts> {
    return this.facts;
  }

  async read(path: string): Promise<string | undefined> {
    return this.files.get(path);
  }

  async list(path: string): Promise<readonly string[]> {
    const start = path === '' || path === '.' ? '' : `${path}/`;
    const inside = [...this.files.keys()].filter((file) => file.startsWith(start));
    return [...new Set(inside.map((file) => file.slice(start.length).split('/')[0] ?? ''))].sort();
  }

  async writeIfAbsent(path: string, text: string): Promise<boolean> {
    if (this.files.has(path) || (await this.list(path)).length > 0) return false;
    this.files.set(path, text);
    return true;
  }

  async append(path: string, text: string): Promise<void> {
    this.files.set(path, (this.files.get(path) ?? '') + text);
  }

  async ignores(path: string): Promise<boolean> {
    const lines = (this.files.get('.gitignore') ?? '').split('\n').map((line) => line.replace(/^\/|\/$/g, ''));
    return path
      .split('/')
      .some((part, index, parts) => lines.includes(part) || lines.includes(parts.slice(0, index + 1).join('/')));
  }
}
