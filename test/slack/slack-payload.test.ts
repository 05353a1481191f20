import fc from 'fast-check';
import { slackPayload } from '../../lib/slack/slack-payload';

const message = (title: string, text: string) => ({
  title,
  tone: 'good' as const,
  lines: [
    { label: 'Cause', text },
    { text: 'Log', url: 'https://ci.acme.dev/1' },
  ],
});

test('a message is a title and lines, with a colour that says how it went', () => {
  expect(slackPayload(message('shop: preview of login-page is ready', 'all is well'))).toEqual({
    text: 'shop: preview of login-page is ready',
    mrkdwn: false,
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    attachments: [
      {
        color: '#2e7d32',
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'text', text: 'Cause ', style: { bold: true } },
                  { type: 'text', text: 'all is well' },
                  { type: 'text', text: '\n' },
                  { type: 'link', url: 'https://ci.acme.dev/1', text: 'Log' },
                ],
              },
            ],
          },
        ],
      },
    ],
  });
});

test('whatever somebody wrote is text: in the title nothing that Slack reads is left, in a line it is text to the letter', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('<!channel>', '<@U012345>', '<https://evil.example|here>', '&lt;!here&gt;', '*bold* _it_ `code`'),
  );
  fc.assert(
    fc.property(hostile, hostile, (title, text) => {
      const payload = slackPayload(message(title, text)) as {
        text: string;
        attachments: { blocks: { elements: { elements: { type: string; text: string }[] }[] }[] }[];
      };
      expect(payload.text).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
      const [first] = payload.attachments[0]?.blocks[0]?.elements ?? [];
      expect(first?.elements[1]).toEqual({ type: 'text', text: text === '' ? '–' : text });
    }),
  );
});

test('a message that Slack would find too long is cut', () => {
  const many = Array.from({ length: 300 }, () => ({ text: 'x'.repeat(5000) }));
  const size = JSON.stringify(slackPayload({ title: 'y'.repeat(5000), tone: 'bad', lines: many })).length;
  expect(size).toBeLessThan(50_000);
});
