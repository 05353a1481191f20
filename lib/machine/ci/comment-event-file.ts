import { readFileSync, type Stats, statSync } from 'node:fs';
import { PreviewError } from '../../errors';
import type { CommentEvent, CommentEvents } from '../../ports/comment-event';
import { type Environment, given } from './ci';

/** docs.github.com, "Webhook events and payloads", read on 2026-11-28: no payload is larger. */
const bytesAtMost = 25 * 1024 * 1024;
/** GitHub takes 65,536 characters; some of them are two here. */
const bodyAtMost = 2 * 65_536;

/** The event of a job of GitHub Actions, from the file that it names. All of it is text of others: what has another form is refused. */
export class CommentEventFile implements CommentEvents {
  constructor(private readonly environment: Environment) {}

  async read(): Promise<CommentEvent> {
    const name = given(this.environment.GITHUB_EVENT_NAME);
    if (name !== 'issue_comment') {
      const by = name === undefined ? 'nothing that GITHUB_EVENT_NAME names' : `the event ${name.slice(0, 60)}`;
      throw unreadable(`this job was started by ${by}, and not by a comment (issue_comment)`);
    }
    const file = given(this.environment.GITHUB_EVENT_PATH);
    if (file === undefined) throw unreadable('GITHUB_EVENT_PATH is not set');
    return readEvent(new Place(load(file), file, ''));
  }
}

function readEvent(event: Place): CommentEvent {
  const issue = event.in('issue');
  const comment = event.in('comment');
  const user = comment.in('user');
  const author = user.text('login', /^[a-z0-9][a-z0-9_-]{0,99}(\[bot\])?$/i);
  return {
    action: event.text('action', /^(created|edited|deleted)$/),
    repository: event.in('repository').text('full_name', /^[A-Za-z0-9_.-]{1,100}\/[A-Za-z0-9_.-]{1,100}$/),
    number: issue.number('number'),
    isPullRequest: issue.has('pull_request'),
    comment: comment.number('id'),
    body: comment.text('body'),
    author,
    authorId: user.number('id'),
    isPerson:
      user.text('type', /^\w{1,40}$/) === 'User' &&
      !author.endsWith('[bot]') &&
      !comment.has('performed_via_github_app'),
  };
}

/** An object of the event, and where it stands. */
class Place {
  private readonly fields: Readonly<Record<string, unknown>>;

  constructor(
    value: unknown,
    private readonly file: string,
    private readonly path: string,
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw unreadable(`${path === '' ? 'it' : path} is no object in ${file}`);
    }
    this.fields = value as Readonly<Record<string, unknown>>;
  }

  in(name: string): Place {
    return new Place(this.fields[name], this.file, this.to(name));
  }

  /** Whether it is an object; null says the same as a field that is not there. */
  has(name: string): boolean {
    const value = this.fields[name];
    if (value === undefined || value === null) return false;
    this.in(name);
    return true;
  }

  text(name: string, form?: RegExp): string {
    const value = this.fields[name];
    if (typeof value === 'string' && value.length <= bodyAtMost && form?.test(value) !== false) return value;
    const said = typeof value === 'string' ? `a text that it cannot be (${value.length} characters)` : 'no text';
    throw unreadable(`${this.to(name)} is ${said} in ${this.file}`);
  }

  number(name: string): number {
    const value = this.fields[name];
    if (Number.isSafeInteger(value) && Number(value) > 0) return Number(value);
    throw unreadable(`${this.to(name)} is no number of GitHub in ${this.file}`);
  }

  private to(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

function load(file: string): unknown {
  let found: Stats;
  try {
    found = statSync(file);
  } catch (error) {
    throw unreadable(`there is no ${file}`, error);
  }
  if (!found.isFile()) throw unreadable(`${file} is no file`);
  if (found.size > bytesAtMost) throw unreadable(`${file} has ${found.size} bytes, more than an event of GitHub has`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw unreadable(`${file} is no JSON, or cannot be read`, error);
  }
}

function unreadable(why: string, cause?: unknown): PreviewError {
  return new PreviewError('comment-event-unreadable', `the comment cannot be read: ${why}`, {
    fault: 'user',
    hint: 'Run this only in a job of preview-commands.yml, which GitHub starts for a comment; nothing was tried.',
    cause,
  });
}
