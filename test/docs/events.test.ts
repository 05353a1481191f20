import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderEvents, workflows } from '../../scripts/event-reference';

const kinds = workflows().flatMap(({ events }) => events);

test('docs/events.md is what the types of the events say (npx tsx scripts/build-event-reference.ts makes it)', () => {
  expect(readFileSync(join(__dirname, '../../docs/events.md'), 'utf8')).toBe(renderEvents());
});

test('every kind that the program draws is on the page', () => {
  const drawers = readFileSync(join(__dirname, '../../lib/cli/render/progress-text.ts'), 'utf8');
  const drawn = [...drawers.matchAll(/^ {4}'?([a-z-]+)'?: \(/gm)].map(([, kind]) => kind);
  expect(kinds.map(({ kind }) => kind).sort()).toEqual(drawn.sort());
});

test.each(kinds.map((event) => [event.kind, event] as const))(
  '%s says when it is emitted, and what each field is',
  (_, event) => {
    expect(event.when).not.toBe('');
    expect(event.fields.filter(({ doc }) => doc === '').map(({ name }) => name)).toEqual([]);
  },
);
