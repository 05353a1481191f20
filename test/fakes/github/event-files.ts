import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StandInComment, StandInState } from './state';
import type { StandInUser } from './wire';

/** What somebody says, and what GitHub makes of it. */
export interface Commented {
  readonly login: string;
  readonly body: string;
  /** Of the pull request. */
  readonly number: number;
  /** @default 'created' */
  readonly action?: 'created' | 'edited' | 'deleted';
  /** An issue, and no pull request. @default false */
  readonly issue?: boolean;
  /** Name of the GitHub App through which it was said. @default none */
  readonly app?: string;
}

/**
 * The files of GITHUB_EVENT_PATH for comments. Form: payload-schemas/api.github.com/issue_comment of octokit/webhooks, read at 3a58428 (2026-06-22);
 * addresses and the fields that no one reads are left out.
 */
export class EventFiles {
  private folder: string | undefined;
  private written = 0;

  /** Returns the path of the file. */
  write(state: StandInState, said: StandInComment, comment: Commented): string {
    this.folder ??= mkdtempSync(join(tmpdir(), 'stand-in-github-'));
    this.written += 1;
    const file = join(this.folder, `event-${this.written}.json`);
    writeFileSync(file, JSON.stringify(payload(state, said, comment), null, 2));
    return file;
  }

  remove(): void {
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
  }
}

function payload(state: StandInState, said: StandInComment, { action = 'created', issue, app, number }: Commented) {
  const pull = state.opened.find((one) => one.number === number);
  const page = `https://github.com/${state.fullName}`;
  const [owner = '', name = ''] = state.fullName.split('/');
  return {
    action,
    ...(action === 'edited' && { changes: { body: { from: 'as it was before' } } }),
    issue: {
      id: 444_500_041 + number,
      number,
      title: `Pull request ${number}`,
      user: shown(state.user(pull?.author ?? 'ann')),
      labels: [],
      state: pull?.open === false ? 'closed' : 'open',
      locked: pull?.locked ?? false,
      assignee: null,
      comments: state.said.length,
      created_at: said.createdAt,
      updated_at: said.updatedAt,
      closed_at: null,
      author_association: 'COLLABORATOR',
      ...(!issue && {
        draft: false,
        pull_request: {
          url: `https://api.github.com/repos/${state.fullName}/pulls/${number}`,
          html_url: `${page}/pull/${number}`,
          diff_url: `${page}/pull/${number}.diff`,
          patch_url: `${page}/pull/${number}.patch`,
          merged_at: null,
        },
      }),
      body: null,
    },
    comment: {
      html_url: `${page}/pull/${number}#issuecomment-${said.id}`,
      id: said.id,
      user: shown(said.author),
      created_at: said.createdAt,
      updated_at: said.updatedAt,
      // GitHub says MEMBER of everybody in the organization, whatever they may do here.
      author_association: 'MEMBER',
      performed_via_github_app: app === undefined ? null : { id: 1, slug: app, name: app },
      body: said.body,
    },
    repository: {
      id: state.numbers.id,
      name,
      full_name: state.fullName,
      private: state.visibility !== 'public',
      owner: { login: owner, id: state.numbers.owner, type: 'Organization' },
      default_branch: state.defaultBranch,
      visibility: state.visibility,
    },
    sender: shown(said.author),
  };
}

function shown({ login, id, type }: StandInUser) {
  return { login, id, type, site_admin: false };
}
