import { answerPayload } from '../../../lib/slack/bot/answer-payload';
import { faultOfMessage } from '../../fakes/slack/check-message';

const hostile = '<!channel> <!here> <@U1ANN> @channel *b* `c` <https://evil.example|ok> &amp; \u202e';

test('nothing of what others wrote is a mention, a link or markup', () => {
  const rows = [{ text: hostile, url: 'javascript:alert(1)', buttons: [{ label: 'Wake', asks: 'wake x' }] }];
  const payload = answerPayload({
    text: hostile,
    tone: 'bad',
    lines: [hostile],
    log: [hostile],
    rows,
    url: 'javascript:x',
  });
  expect(payload.text).toContain('&lt;!channel&gt; &lt;!here&gt; &lt;@U1ANN&gt;');
  expect(payload.text).not.toMatch(/[<>]/);
  expect(payload).toMatchObject({ link_names: false, parse: 'none', unfurl_links: false, unfurl_media: false });
  const types = new Set<string>();
  JSON.stringify(payload.blocks, (key, value: unknown) => {
    if (key === 'type') types.add(String(value));
    return value;
  });
  // Types whose texts Slack shows to the letter, and no mrkdwn.
  expect([...types].sort()).toEqual(
    [
      'actions',
      'button',
      'plain_text',
      'rich_text',
      'rich_text_preformatted',
      'rich_text_section',
      'section',
      'text',
    ].sort(),
  );
  expect(JSON.stringify(payload)).not.toMatch(/javascript|\u202e/);
});

test.each([
  ['long texts', { text: 'x'.repeat(9_000), lines: Array.from({ length: 100 }, () => 'y'.repeat(5_000)) }],
  ['a long log', { text: 'x', log: Array.from({ length: 500 }, (_, index) => `${index} ${'z'.repeat(200)}`) }],
  ['one long line of a log', { text: 'x', log: ['w'.repeat(90_000)] }],
  ['an empty line of a log', { text: 'x', log: [''] }],
  [
    'many rows',
    {
      text: 'x',
      rows: Array.from({ length: 60 }, () => ({ text: 'r', buttons: [{ label: 'Wake', asks: 'wake r' }] })),
    },
  ],
  ['empty texts', { text: ' ', lines: [''], rows: [{ text: '', buttons: [] }] }],
  ['a long address', { text: 'x', url: `https://a.example/${'u'.repeat(3_000)}` }],
  [
    'four-byte characters',
    { text: '𝒳'.repeat(4_000), log: ['𝒳'.repeat(4_000)], rows: [{ text: '𝒳'.repeat(4_000), buttons: [] }] },
  ],
])('Slack takes %s', (_, answer) => {
  const { text, blocks, ...flags } = answerPayload({ tone: 'neutral', ...answer });
  expect(faultOfMessage({ channel: 'C1', text, blocks, ...flags }, false)).toBeUndefined();
});

test('of a long log the newest lines stay', () => {
  const log = Array.from({ length: 500 }, (_, index) => `line ${index}`);
  const shown = JSON.stringify(answerPayload({ text: 'x', tone: 'neutral', log }).blocks);
  expect(shown).toContain('line 499');
  expect(shown).not.toContain('line 0\\n');
});
