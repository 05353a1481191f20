import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommentEventFile } from '../../../lib/machine/ci/comment-event-file';
import { tempFolders } from '../temp-folder';

const folder = tempFolders();

/**
 * `issue_comment.created` on a pull request, with the fields of payload-examples/api.github.com/issue_comment/created.payload.json of
 * octokit/webhooks at 3a58428 (2026-06-22), addresses cut; `pull_request` by its common/issue.schema.json.
 */
const event = {
  action: 'created',
  issue: {
    id: 444500041,
    node_id: 'MDU6SXNzdWU0NDQ1MDAwNDE=',
    number: 1,
    title: 'Spelling error in the README file',
    user: { login: 'Codertocat', id: 21031067, node_id: 'MDQ6VXNlcjIxMDMxMDY3', gravatar_id: '', type: 'User' },
    labels: [{ id: 1362934389, name: 'bug', color: 'd73a4a', default: true }],
    state: 'open',
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: 0,
    created_at: '2019-05-15T15:20:18Z',
    updated_at: '2019-05-15T15:20:21Z',
    closed_at: null,
    author_association: 'OWNER',
    active_lock_reason: null,
    draft: false,
    pull_request: { url: 'https://api.github.com/repos/Codertocat/Hello-World/pulls/1', merged_at: null },
    body: "It looks like you accidently spelled 'commit' with two 't's.",
    reactions: { total_count: 0, '+1': 0, eyes: 0 },
  },
  comment: {
    id: 492700400,
    node_id: 'MDEyOklzc3VlQ29tbWVudDQ5MjcwMDQwMA==',
    user: { login: 'Codertocat', id: 21031067, gravatar_id: '', type: 'User', site_admin: false },
    created_at: '2019-05-15T15:20:21Z',
    updated_at: '2019-05-15T15:20:21Z',
    author_association: 'OWNER',
    performed_via_github_app: null,
    body: "You are totally right! I'll get this fixed right away.",
    reactions: { total_count: 0, '+1': 0, eyes: 0 },
  },
  repository: {
    id: 186853002,
    name: 'Hello-World',
    full_name: 'Codertocat/Hello-World',
    private: false,
    owner: { login: 'Codertocat', id: 21031067, type: 'User' },
    default_branch: 'master',
  },
  sender: { login: 'Codertocat', id: 21031067, type: 'User' },
};

const read = (text: string | object, name: string | undefined = 'issue_comment') => {
  const file = join(folder(), 'event.json');
  writeFileSync(file, typeof text === 'string' ? text : JSON.stringify(text));
  return new CommentEventFile({ GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: file }).read();
};

/** The example with one thing otherwise: `comment.user.type`. */
function otherwise(path: string, value: unknown): object {
  const made = structuredClone(event) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? '';
  const place = names.reduce((at, name) => at[name] as Record<string, unknown>, made);
  if (value === undefined) delete place[last];
  else place[last] = value;
  return made;
}

const unreadable = (message: RegExp) => ({
  code: 'comment-event-unreadable',
  fault: 'user',
  message: expect.stringMatching(message),
  hint: expect.stringContaining('preview-commands.yml'),
});

test('a comment on a pull request is read from the event as GitHub writes it', async () => {
  expect(await read(event)).toEqual({
    action: 'created',
    repository: 'Codertocat/Hello-World',
    number: 1,
    isPullRequest: true,
    comment: 492700400,
    body: "You are totally right! I'll get this fixed right away.",
    author: 'Codertocat',
    authorId: 21031067,
    isPerson: true,
  });
});

test.each([undefined, null])('an issue whose pull_request is %s is no pull request', async (value) => {
  expect(await read(otherwise('issue.pull_request', value))).toMatchObject({ isPullRequest: false });
});

test.each([
  ['comment.user.type', 'Bot', false],
  ['comment.user.type', 'Organization', false],
  ['comment.user.type', 'user', false],
  ['comment.user.login', 'helper[bot]', false],
  ['comment.performed_via_github_app', { id: 1, slug: 'helper' }, false],
  ['comment.performed_via_github_app', undefined, true],
])('%s %j: a person wrote it is %s', async (path, value, isPerson) => {
  expect(await read(otherwise(path, value))).toMatchObject({ isPerson });
});

test.each([
  ['action', 'pinned'],
  ['action', 7],
  ['issue', undefined],
  ['issue', []],
  ['issue.number', '1'],
  ['issue.number', 0],
  ['issue.number', 1.5],
  ['issue.number', 2 ** 53],
  ['issue.pull_request', true],
  ['comment', 'x'],
  ['comment.id', null],
  ['comment.id', -1],
  ['comment.body', null],
  ['comment.body', ['/preview', 'status']],
  ['comment.body', 'x'.repeat(131_073)],
  ['comment.user', null],
  ['comment.user.login', ''],
  ['comment.user.login', 'ann b'],
  ['comment.user.login', 'ann\nbob'],
  ['comment.user.login', '../ann'],
  ['comment.user.type', undefined],
  ['comment.performed_via_github_app', 'none'],
  ['repository', null],
  ['repository.full_name', 'shop'],
  ['repository.full_name', 'acme/shop/x'],
  ['repository.full_name', 'acme/shop\n'],
])('an event whose %s has another form is refused by name (%#)', async (path, value) => {
  await expect(read(otherwise(path, value))).rejects.toMatchObject(
    unreadable(new RegExp(`: ${path} is no|${path} is a text`)),
  );
});

test.each([undefined, '', 'push', 'pull_request_review_comment', 'workflow_dispatch'])(
  'a job that %j started has no comment',
  async (name) => {
    const file = join(folder(), 'event.json');
    writeFileSync(file, JSON.stringify(event));
    const events = new CommentEventFile({ GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: file });
    await expect(events.read()).rejects.toMatchObject(unreadable(/not by a comment \(issue_comment\)/));
  },
);

test.each(['', '{', '[]', 'null', '"x"', '{"action":'])('a file that says %j is refused', async (text) => {
  await expect(read(text)).rejects.toMatchObject(unreadable(/is no JSON|it is no object/));
});

test('a file that is not there, is a folder, or is larger than any event is refused', async () => {
  const at = folder();
  const events = (file: string | undefined) =>
    new CommentEventFile({ GITHUB_EVENT_NAME: 'issue_comment', GITHUB_EVENT_PATH: file }).read();
  await expect(events(undefined)).rejects.toMatchObject(unreadable(/GITHUB_EVENT_PATH is not set/));
  await expect(events(join(at, 'none.json'))).rejects.toMatchObject(unreadable(/there is no .*none\.json/));
  mkdirSync(join(at, 'folder'));
  await expect(events(join(at, 'folder'))).rejects.toMatchObject(unreadable(/is no file/));
  const large = join(at, 'large.json');
  writeFileSync(large, '');
  truncateSync(large, 25 * 1024 * 1024 + 1);
  await expect(events(large)).rejects.toMatchObject(unreadable(/26214401 bytes/));
});
