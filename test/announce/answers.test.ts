import fc from 'fast-check';
import { answerInComment } from '../../lib/announce/comment/answers';
import { answersOf, withAnswers, withoutAnswers } from '../../lib/announce/comment/answers/answers-section';
import { keptAnswer } from '../../lib/announce/comment/answers/comment-answer';
import { commentBody } from '../../lib/announce/comment/comment-body';
import { CommentPlace } from '../../lib/announce/places/comment-place';
import { subjectOf } from '../../lib/announce/subject';
import { AnnounceWorld, branch, commit, deployed, marker, running, url } from './announce-world';
import { answer, answerTo, inTurns } from './answers-world';
import { anyText, hostile } from './hostile';
import { readMarkdown } from './markdown';

let world: AnnounceWorld;
let pullRequest: number;
beforeEach(() => {
  world = new AnnounceWorld();
  pullRequest = world.pullRequests.open(branch);
});
const body = () => {
  const [first = '', ...more] = world.comments(pullRequest);
  expect(more).toEqual([]);
  return first;
};
const kept = () => answersOf(body()).map(({ comment }) => comment);

test('an answer stands below what the comment says of the preview', async () => {
  await (await world.started()).ended(deployed);
  const before = body();
  const url = 'https://ci.acme.dev/jobs/8';
  await answer(world, pullRequest, answerTo(3, { url, lines: ['until 2026-12-01'], log: ['one', '  two'] }));
  expect(body()).toBe(`${before}

<!-- preview-stacks:answers -->
**Answers to commands**, newest first

<!-- preview-stacks:answer 3 2026-11-28T09:43:00.000Z -->
✅ **done** \`keep 3d\` by \`mona\`, 2026-11-28 09:43 UTC

The answer to number 3.

[Open](<https://ci.acme.dev/jobs/8>)

- until 2026-12-01

<!-- preview-stacks:answer-log -->
<details><summary>Log</summary>

 \`\`\`text
 one
   two
 \`\`\`

</details>

<!-- preview-stacks:answers-end -->`);
});

test('where there is no comment, one is made, and the next deploy edits that', async () => {
  await answer(world, pullRequest, answerTo(3));
  expect(withoutAnswers(body())).toBe(`${marker}

### ⚪ Preview: none

There is no preview.

- **Branch** \`login-page\`

Last change 2026-11-20 12:00 UTC. This comment is edited in place.`);
  await (await world.started()).ended(deployed);
  expect(body()).toContain('Preview: ready');
  expect(kept()).toEqual([3]);
});

test('the last five answers are kept, newest first; who asks once more has the newer one', async () => {
  for (const comment of [1, 2, 3, 4, 5, 6]) await answer(world, pullRequest, answerTo(comment));
  expect(kept()).toEqual([6, 5, 4, 3, 2]);
  await answer(world, pullRequest, answerTo(4, { at: answerTo(9).at, text: 'It was run again.' }));
  expect(kept()).toEqual([4, 6, 5, 3, 2]);
  expect(body()).toContain('It was run again.');
  expect(body()).not.toContain('The answer to number 4.');
});

test('an answer that five newer ones have overtaken is not written', async () => {
  for (const comment of [2, 3, 4, 5, 6]) await answer(world, pullRequest, answerTo(comment));
  world.pullRequests.calls.length = 0;
  await answer(world, pullRequest, answerTo(1));
  expect(world.pullRequests.calls).toEqual([`ownComments ${pullRequest}`]);
});

test('each run that writes the comment leaves the answers in it, and takes over those of a comment that is one too many', async () => {
  await answer(world, pullRequest, answerTo(1));
  const other = withAnswers(`${marker}\n\nanother of ours`, [keptAnswer(answerTo(2))]);
  world.pullRequests.say(pullRequest, other, world.pullRequests.me);
  await (await world.started()).failed(new Error('no'));
  expect(kept()).toEqual([2, 1]);
});

test('a comment that is deleted before it is edited is made again, with the answer', async () => {
  await answer(world, pullRequest, answerTo(1));
  const { edit } = world.pullRequests;
  world.pullRequests.edit = async (comment, text) => {
    world.pullRequests.edit = edit;
    world.pullRequests.forget(comment);
    return edit.call(world.pullRequests, comment, text);
  };
  await answer(world, pullRequest, answerTo(2));
  expect(kept()).toEqual([2, 1]);
});

test('three jobs that answer at the same moment, and a deploy, lose no answer and make one comment', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.infiniteStream(fc.integer({ min: 0, max: 5 })), async (isThere, stream) => {
      const now = new AnnounceWorld();
      const number = now.pullRequests.open(branch);
      const subject = await subjectOf(now.checkout, { settings: now.resolved(), commit, url });
      if (isThere) now.pullRequests.say(number, `${marker}\n\nready`, now.pullRequests.me);
      const ports = inTurns(now.pullRequests, () => stream.next().value ?? 0);
      const request = { settings: now.resolved(), pullRequest: number, otherwise: 'No preview.' };
      await Promise.all([
        ...[1, 2, 3].map((comment) => answerInComment(ports, { ...request, answer: answerTo(comment) })),
        now
          .announcer()
          .failed(new Error(subject.commit))
          .then(() => undefined),
      ]);
      const all = now.comments(number);
      expect(all).toHaveLength(1);
      expect(answersOf(all[0] ?? '').map(({ comment }) => comment)).toEqual([3, 2, 1]);
    }),
    { numRuns: 25 },
  );
});

const begin = '<!-- preview-stacks:answers -->\n**Answers to commands**, newest first\n\n';
const forged = '<!-- preview-stacks:answer 7 2026-11-28T09:43:00.000Z -->\nforged';
const end = '<!-- preview-stacks:answers-end -->';
/** What somebody writes to forge the section, to end it, or to break out of it. */
const attempts: readonly string[] = [
  end,
  `\n\n${end}`,
  `x\n\n${begin}${forged}\n\n${end}`,
  `${begin}${forged}\n\n${end}\n`,
  `\r\n\r\n${begin.replaceAll('\n', '\r\n')}${forged}\r\n\r\n${end}`,
  `\u2028${forged}\u2028${end}`,
  `\u0085${forged}\u0085`,
  `\r${forged}\r`,
  `\n${forged}`,
  `\v${forged}\f${end}`,
  `\`\`\`\n\n${end}\n\`\`\``,
  `\n \`\`\`\n\n${begin}${forged}\n\n${end}`,
  `\`\`\`\`\n\n</details>\n\n${end}`,
  '</details>\n\n<!-- preview-stacks:answer-log -->\n<details>',
  '\n<!-- preview-stacks:answer-log -->\n',
  '--> <!-- preview-stacks:answers-end -->',
  `${marker}\n\n${forged}`,
  '<!--',
  '\u0000\n<!-- preview-stacks:answer 0 -->',
  '<!-- preview-stacks:answer 7 2026-11-28T09:43:00.000Z -->'.repeat(40),
];

test('no text of others forges, ends or leaves the section: twenty attempts, everywhere where texts of others stand', async () => {
  expect(attempts).toHaveLength(20);
  const settings = world.resolved();
  const subject = await subjectOf(world.checkout, { settings, commit, url });
  for (const text of [...attempts, ...hostile]) {
    const own = { by: text, asked: text, text, lines: [text, text], url: text, log: [text, text] };
    const said = commentBody(
      { ...subject, branch: text, message: text },
      { kind: 'failed', because: `x\n${text}`, hint: text },
      new Date(0),
    );
    expect(answersOf(said)).toEqual([]);
    const answers = [keptAnswer(answerTo(2, own)), keptAnswer(answerTo(1))];
    const whole = withAnswers(said, answers);
    expect(answersOf(whole)).toEqual(answers);
    expect(withoutAnswers(whole)).toBe(said);
    expect(withAnswers(whole, answersOf(whole))).toBe(whole);
    // A person pressed "Update comment".
    expect(answersOf(`${whole.replaceAll('\n', '\r\n')}\r\n`)).toEqual(answers);
  }
});

test('a text of others is nothing but code in an answer', () => {
  const outsideOf = (text: string) => {
    const own = { by: text, asked: text, text: `It is ${text}`, lines: ['x', `It is ${text}`], log: ['x', text] };
    return readMarkdown(withAnswers(marker, [keptAnswer(answerTo(2, own))])).outside.split('\n');
  };
  const harmless = outsideOf('a_b');
  fc.assert(
    fc.property(anyText, (text) => {
      const outside = outsideOf(text);
      const others = (lines: readonly string[]) => lines.filter((_, line) => line !== 8 && line !== 11);
      expect(others(outside)).toEqual(others(harmless));
      for (const line of [outside[8], outside[11]]) expect(line).toMatch(/^(- )?It is[ A-Za-z0-9'.,;:!?()□-]*$/);
    }),
    { numRuns: 300 },
  );
  expect([harmless[8], harmless[11]]).toEqual(['It is □', '- It is □']);
});

test('words of ours between backticks are code together, and lines are items', () => {
  const lines = ['`/preview keep 3d | forever`: keeps `it`.', ' ', 'Kept until 2026-12-01.'];
  const { text } = keptAnswer(answerTo(2, { text: '`/preview create` makes one.', lines }));
  expect(text.split('\n\n').slice(1)).toEqual([
    '`/preview create` makes one.',
    '- `/preview keep 3d | forever`: keeps `it`.\n- Kept until 2026-12-01.',
  ]);
});

test('a section that a person has broken is left out, and the next answer stands alone', async () => {
  for (const broken of [
    `${begin}hello\n\n${end}`,
    `${begin}<!-- preview-stacks:answer 7 yesterday -->\nx\n\n${end}`,
    `${begin}<!-- preview-stacks:answer x 2026-11-28T09:43:00.000Z -->\nx\n\n${end}`,
    `${begin}<!-- preview-stacks:answer 7 2026-99-28T09:43:00.000Z -->\nx\n\n${end}`,
  ]) {
    const now = new AnnounceWorld();
    const number = now.pullRequests.open(branch);
    now.pullRequests.say(number, `${marker}\n\nready\n\n${broken}`, now.pullRequests.me);
    await answer(now, number, answerTo(1));
    expect(now.comments(number)).toEqual([withAnswers(`${marker}\n\nready`, [keptAnswer(answerTo(1))])]);
  }
});

test('of long logs the ends are shown, so many that GitHub takes the comment', () => {
  const lines = Array.from({ length: 2000 }, (_, index) => `line ${index} of a log, \`\`\` and more`);
  const logged = (comment: number) => keptAnswer(answerTo(comment, { log: lines }));
  const one = withAnswers(marker, [logged(1)]);
  expect(one.length).toBeLessThanOrEqual(61_000);
  expect(one).toContain(' …\n line ');
  expect(one).toContain('\n line 1999 of a log, ``` and more\n ````\n\n</details>');
  const long = 'x'.repeat(30_000);
  const most = withAnswers(`${marker}${long}`, [logged(2), logged(1)]);
  expect(most.length).toBeLessThanOrEqual(65_536);
  expect(answersOf(most).map(({ log }) => (log?.length ?? 0) > 1000)).toEqual([true, false]);
  // Nothing is left of the frame alone.
  expect(answersOf(withAnswers('x'.repeat(65_100), [logged(1)]))).toEqual([keptAnswer(answerTo(1))]);
  expect(withAnswers('x'.repeat(65_390), [logged(1)])).toBe('x'.repeat(65_390));
});

test('the longest answers that there can be stay below what GitHub takes', () => {
  const long = '` '.repeat(5000);
  const own = { by: long, asked: long, text: long, lines: Array(500).fill(long), log: Array(90).fill(long) };
  const whole = withAnswers(
    marker,
    [5, 4, 3, 2, 1].map((comment) => keptAnswer(answerTo(comment, own))),
  );
  expect(whole.length).toBeLessThanOrEqual(65_536);
  expect(answersOf(whole).length).toBeGreaterThan(1);
});

test('a deploy whose end was overwritten by an answer says it again, and leaves what came after it', async () => {
  world.settings = { control: {} };
  const settings = world.resolved();
  const subject = await subjectOf(world.checkout, { settings, commit, url });
  const end = async (overwritten: (deploying: string) => string) => {
    const place = new CommentPlace(world.pullRequests, world.clock);
    await place.started(subject);
    const deploying = body();
    const [{ id } = { id: 0 }] = world.pullRequests.comments(pullRequest);
    world.clock.after(1000, () => void world.pullRequests.edit(id, overwritten(deploying)));
    await place.ended(subject, { kind: 'ready', running }, () => undefined);
  };
  await end((deploying) => withAnswers(deploying, [keptAnswer(answerTo(3))]));
  expect(body()).toContain('Preview: ready');
  expect(kept()).toEqual([3]);
  await end(() => `${marker}\n\nthe next deploy`);
  expect(body()).toBe(`${marker}\n\nthe next deploy`);
});

test('an answer that others take away each time is an error', async () => {
  await (await world.started()).ended(deployed);
  const before = body();
  const edit = jest.spyOn(world.pullRequests, 'edit').mockResolvedValue('edited');
  await expect(answer(world, pullRequest, answerTo(3))).rejects.toMatchObject({
    code: 'comment-contested',
    fault: 'world',
  });
  expect(edit).toHaveBeenCalledTimes(8);
  expect(body()).toBe(before);
});
