import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { withAnswers } from '../../lib/announce/comment/answers/answers-section';
import { keptAnswer } from '../../lib/announce/comment/answers/comment-answer';
import type { CommentState } from '../../lib/announce/comment/comment-body';
import { commentBody, goneComment } from '../../lib/announce/comment/comment-body';
import { linksOf } from '../../lib/announce/links';
import { type Subject, subjectOf } from '../../lib/announce/subject';
import { AnnounceWorld, branch, commit, marker, running, url } from './announce-world';
import { anyText, hostile } from './hostile';
import { readMarkdown } from './markdown';

const now = new Date('2026-11-20T12:00:00.000Z');
let subject: Subject;

beforeEach(async () => {
  const world = new AnnounceWorld();
  subject = await subjectOf(world.checkout, { settings: world.resolved(), commit, url });
});

test('a preview that is ready says where it answers, what it is, when it goes and how to rebuild it', () => {
  const urls = { web: url, api: 'https://login-page--api.preview.acme.dev' };
  expect(commentBody(subject, { kind: 'ready', running: { ...running, urls } }, now)).toBe(`${marker}

### ✅ Preview: ready

**[login-page.preview.acme.dev](<https://login-page.preview.acme.dev/>)**

* api: [login-page--api.preview.acme.dev](<https://login-page--api.preview.acme.dev/>)

- **Branch** \`login-page\`
- **Commit** \`11111111\` \`Add a login page\`
- **Deployed** in 3 min 5 s; the preview exists since 2026-11-18 09:00 UTC, 2 d 3 h before this change
- Test data was installed.
- **Goes** when the branch is deleted
- **Rebuild** push to the branch, [run the job again](<https://ci.acme.dev/jobs/7>), or \`npx preview-stacks deploy --branch 'login-page'\`
- **Logs** [of the run](<https://ci.acme.dev/jobs/7>)

Last change 2026-11-20 12:00 UTC. This comment is edited in place.`);
});

test('one that is being deployed says where it will answer', () => {
  expect(commentBody(subject, { kind: 'deploying' }, now)).toBe(`${marker}

### 🚧 Preview: deploying

It will answer at [its address](<https://login-page.preview.acme.dev/>).

- **Branch** \`login-page\`
- **Commit** \`11111111\` \`Add a login page\`
- **Logs** [of the run](<https://ci.acme.dev/jobs/7>)

Last change 2026-11-20 12:00 UTC. This comment is edited in place.`);
});

test('one that failed says why, and what to do', () => {
  const state: CommentState = { kind: 'failed', because: 'Web: no such image `x`', hint: 'Push the image.' };
  expect(commentBody(subject, state, now)).toBe(`${marker}

### ❌ Preview: failed

\`\`\`text
Web: no such image \`x\`

Push the image.
\`\`\`

- **Branch** \`login-page\`
- **Commit** \`11111111\` \`Add a login page\`
- **Rebuild** push to the branch, [run the job again](<https://ci.acme.dev/jobs/7>), or \`npx preview-stacks deploy --branch 'login-page'\`
- **Logs** [of the run](<https://ci.acme.dev/jobs/7>)

Last change 2026-11-20 12:00 UTC. This comment is edited in place.`);
});

test('one that is gone says when and why', () => {
  const notice = { targetId: 'login-page', branch, because: 'its branch login-page is gone' };
  expect(goneComment(subject.settings, notice, now)).toBe(`${marker}

### 🗑️ Preview: gone

It was taken away with its data because \`its branch login-page is gone\`. A push to the branch makes a new one.

- **Branch** \`login-page\`

Last change 2026-11-20 12:00 UTC. This comment is edited in place.`);
});

test('what was left out is said with the reason, and so is what makes it go or stay', () => {
  const world = new AnnounceWorld();
  const lines = (settings: AnnounceWorld['settings'], facts: Partial<typeof running> = {}) => {
    world.settings = settings;
    const body = commentBody(
      { ...subject, settings: world.resolved() },
      { kind: 'ready', running: { ...running, ...facts } },
      now,
    );
    return body.split('\n').filter((line) => line.startsWith('- '));
  };
  const unchanged = lines({ seed: { command: 'x' } }, { operation: 'unchanged', data: 'kept' });
  expect(unchanged).toContain('- The stack was left as it is: app and settings have not changed.');
  expect(unchanged).toContain(
    '- Test data was not installed again: it was installed earlier, and what is there is kept.',
  );
  expect(lines({}, { data: 'kept' })).toContain('- No test data: the settings name no `seed`.');
  expect(lines({ cleanup: { expireAfterDays: 14 } })).toContain(
    '- **Goes** when the branch is deleted, or after 14 days without a push',
  );
  expect(lines({}, { keepUntil: '2026-12-14T00:00:00.000Z' })).toContain(
    '- **Goes** when the branch is deleted, but not before 2026-12-14 00:00 UTC',
  );
  expect(lines({}, { keepUntil: '2026-11-01T00:00:00.000Z' })).toContain('- **Goes** when the branch is deleted');
  expect(lines({ announce: { costPerDay: '€ 1.40' } })).toContain(
    "- **Costs** `€ 1.40` a day, by the team's own reckoning",
  );
  expect(lines({}).filter((line) => line.includes('Costs'))).toEqual([]);
  const costs = 'about $0.83 a day (list prices of 2026-11)';
  subject = { ...subject, costs };
  expect(lines({})).toContain(`- **Costs** ${costs}`);
  expect(lines({ announce: { costPerDay: '€ 1.40' } }).filter((line) => line.includes('Costs'))).toEqual([
    "- **Costs** `€ 1.40` a day, by the team's own reckoning",
  ]);
});

const commandsOf = (body: string) => {
  const line = body.split('\n').find((one) => one.startsWith('- **Commands**'));
  return line === undefined ? undefined : readMarkdown(line).code;
};

test('what may be asked for in a comment is said where settings let people ask, by what the state is', () => {
  const world = new AnnounceWorld();
  const states: Record<string, CommentState> = {
    deploying: { kind: 'deploying' },
    ready: { kind: 'ready', running },
    asleep: { kind: 'standing', url, since: now, asleep: 'asleep since yesterday' },
    failed: { kind: 'failed', because: 'no' },
    skipped: { kind: 'skipped', pattern: 'wip/*' },
  };
  const notice = { targetId: 'login-page', branch, because: 'no push' };
  const said = () => ({
    ...Object.fromEntries(
      Object.entries(states).map(([name, state]) => [
        name,
        commandsOf(commentBody({ ...subject, settings: world.resolved() }, state, now)),
      ]),
    ),
    gone: commandsOf(goneComment(world.resolved(), notice, now)),
  });
  expect(Object.values(said()).filter((commands) => commands !== undefined)).toEqual([]);
  world.settings = { control: { word: '/shop' } };
  expect(said()).toEqual({
    deploying: ['/shop', 'status', 'logs', 'help'],
    ready: ['/shop', 'status', 'keep 3d', 'sleep', 'rebuild', 'rollback', 'logs', 'destroy', 'help'],
    asleep: ['/shop', 'status', 'wake', 'keep 3d', 'rebuild', 'destroy', 'help'],
    failed: ['/shop', 'why', 'logs', 'rebuild', 'rollback', 'destroy', 'help'],
    skipped: undefined,
    gone: ['/shop', 'create', 'help'],
  });
});

test('a commit is a short link to what it changed, and text alone where no forge shows it', () => {
  const links = { commits: 'https://github.com/acme/shop/commit/' };
  const lineOf = (facts: object, state: CommentState = { kind: 'ready', running }) =>
    commentBody({ ...subject, ...facts }, state, now)
      .split('\n')
      .filter((line) => /^- \*\*(Commit|Rolled)/.test(line));
  const to = '2'.repeat(40);
  expect(lineOf({ links, back: { from: commit, to } })).toEqual([
    `- **Commit** [11111111](<${links.commits}${commit}>) \`Add a login page\``,
    `- **Rolled** back from [11111111](<${links.commits}${commit}>) to [22222222](<${links.commits}${to}>) by \`mona\`; database, files and settings stay, and the next push deploys forward`,
  ]);
  expect(lineOf({ links, commit: '](x)', message: 'x' })).toEqual(['- **Commit** `](x)` `x`']);
});

test("the app's log is linked beside the run's, where an app is", () => {
  const links = { logs: 'https://eu-central-1.console.aws.amazon.com/cloudwatch/home#x$252Fy' };
  const linesOf = (facts: object, state: CommentState) =>
    commentBody({ ...subject, ...facts }, state, now)
      .split('\n')
      .filter((line) => line.startsWith('- **Logs**'));
  const run = '[of the run](<https://ci.acme.dev/jobs/7>)';
  expect(linesOf({ links }, { kind: 'failed', because: 'no' })).toEqual([
    `- **Logs** ${run} · [of the app](<${links.logs}>)`,
  ]);
  expect(linesOf({ links }, { kind: 'deploying' })).toEqual([`- **Logs** ${run}`]);
  expect(linesOf({ run: undefined }, { kind: 'failed', because: 'no' })).toEqual([]);
});

test('the example in the docs is what a preview says', () => {
  const docs = readFileSync(join(__dirname, '../../docs/announcements.md'), 'utf8');
  const world = new AnnounceWorld();
  world.settings = { control: {}, cleanup: { expireAfterDays: 14 }, seed: { command: 'x' } };
  const settings = { ...world.resolved(), github: 'acme/shop' };
  const facts = { settings, links: linksOf(settings, { web: 'https://github.com', isAws: true }) };
  const costs = 'about $0.83 a day (list prices of 2026-11)';
  const body = commentBody({ ...subject, ...facts, costs }, { kind: 'ready', running }, now);
  const given = { by: 'mona', asked: 'keep 3d', at: now, ended: 'done' as const };
  const text = 'The preview is kept until 2026-11-23 12:00 UTC.';
  expect(docs).toContain(
    `\`\`\`markdown\n${withAnswers(body, [keptAnswer({ comment: 42, ...given, text })])}\n\`\`\`\n`,
  );
});

test('a text of others changes nothing outside of code: it mentions no user and makes no link', () => {
  const bodyOf = (text: string, state: (text: string) => CommentState) =>
    commentBody({ ...subject, branch: text, message: text }, state(text), now);
  const states: ((text: string) => CommentState)[] = [
    () => ({ kind: 'ready', running }),
    (text) => ({ kind: 'failed', because: text, hint: text }),
    (text) => ({ kind: 'interrupted', because: text }),
    (text) => ({ kind: 'skipped', pattern: text }),
    () => ({
      kind: 'expiring',
      url: running.url,
      since: now,
      expiry: { goesAt: now, near: true, lastPush: now },
      keepDays: 7,
    }),
  ];
  fc.assert(
    fc.property(anyText, fc.constantFrom(...states), (text, state) => {
      const body = bodyOf(text, state);
      expect(readMarkdown(body).outside).toBe(readMarkdown(bodyOf('harmless', state)).outside);
      expect(body.length).toBeLessThan(65_536);
    }),
    { numRuns: 300 },
  );
  for (const text of hostile) {
    const notice = { targetId: 'login-page', branch: text, because: text };
    const harmless = { targetId: 'login-page', branch: 'harmless', because: 'harmless' };
    expect(readMarkdown(goneComment(subject.settings, notice, now)).outside).toBe(
      readMarkdown(goneComment(subject.settings, harmless, now)).outside,
    );
  }
});

test('the longest texts that there can be stay below what GitHub takes', () => {
  const long = '`'.repeat(70_000);
  const host = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.acme.dev:65535`;
  const urls = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`s${i}`, `https://s${i}.${host}`]));
  const longSubject = { ...subject, branch: "'".repeat(255), message: long };
  for (const state of [
    { kind: 'failed', because: long, hint: long },
    { kind: 'ready', running: { ...running, urls: { ...urls, web: url } } },
  ] as const) {
    expect(commentBody(longSubject, state, now).length).toBeLessThan(65_536);
  }
});
