import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attacks } from '../attacks/rows';
import { people } from './people';
import { folders, forged, notReached, reached, weighed } from './reach';
import { roles as ofTargets } from './roles';
import type { Shown } from './shown';
import { acting, numbers, policies, sentences, trusted } from './trust';

const roles = { ...ofTargets, ...people };
const page = (name: string) => readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', name), 'utf8');
const security = page('security.md');
const ciRoles = page('ci-roles.md');

interface Table {
  readonly header: string;
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a page, by the words of their header. */
function tablesIn(text: string): readonly Table[] {
  return text.split(/\n(?!\|)/).flatMap((block) => {
    const [header, rule, ...rows] = block.split('\n').filter((line) => line.startsWith('|'));
    if (header === undefined || !rule?.startsWith('|---')) return [];
    return [{ header: cellsOf(header).join(' | '), rows: rows.map(cellsOf) }];
  });
}

function cellsOf(line: string): readonly string[] {
  return line
    .replace(/^\|\s?|\s?\|$/g, '')
    .split(' | ')
    .map((cell) => cell.trim());
}

const firstCells = ({ rows }: Table) => rows.map(([first = '']) => first);
const phrases = ({ rows }: Table) =>
  rows.flatMap(([role, , may = '', mayNot = '']) => [
    ...may.split('; ').map((phrase) => `${role} may ${phrase}`),
    ...mayNot.split('; ').map((phrase) => `${role} may not ${phrase}`),
  ]);

/** Every table of both pages: a table that is added has to be bound. */
const tables: Readonly<
  Record<string, readonly [(table: Table) => readonly string[], Readonly<Record<string, Shown>>]>
> = {
  'role | who takes it | may | may not': [phrases, roles],
  'folder | who creates in it': [firstCells, folders],
  'reaches | because | close it': [firstCells, reached],
  'does not reach | because': [firstCells, notReached],
  'what a forged record says | what happens': [firstCells, forged],
  'what | why it stays': [firstCells, weighed],
  '| GitHub Actions | CircleCI': [firstCells, trusted],
  '| what `deploy-application` puts into the roles': [firstCells, numbers],
  'condition | value': [firstCells, acting],
  'policy | for | commands': [firstCells, policies],
};
const found = [...tablesIn(security), ...tablesIn(ciRoles)];

test('every table about rights is bound to attacks', () => {
  expect(found.map(({ header }) => header)).toEqual(Object.keys(tables));
});

test.each(found.map((table) => [table.header, table] as const))(
  'each row of "%s" is bound, and nothing else',
  (header, table) => {
    const [rowsOf, rows] = tables[header] ?? [firstCells, {}];
    expect(rowsOf(table).length).toBeGreaterThan(1);
    expect([...rowsOf(table)].sort()).toEqual(Object.keys(rows).sort());
  },
);

/** Sentences beside the tables that say what may not be. */
const sentencesOf = (text: string) =>
  text
    .split('\n\n')
    .filter((paragraph) => !/^(\||#| {4})/.test(paragraph))
    .flatMap((paragraph) => paragraph.replaceAll('\n', ' ').split(/(?<=[.:]) (?=[A-Z`])|(?<=\.\*\*) /))
    .filter((sentence) => /\bmay not\b|\bdenied\b|\brefused?\b|\bno role\b|\bunder no other\b/.test(sentence));

test('each sentence that says what may not be is bound, and nothing else', () => {
  const beginnings = Object.keys(sentences);
  const all = [...sentencesOf(security), ...sentencesOf(ciRoles)];
  expect(all.filter((sentence) => !beginnings.some((one) => sentence.startsWith(one)))).toEqual([]);
  expect(beginnings.filter((one) => !all.some((sentence) => sentence.startsWith(one)))).toEqual([]);
});

test('what a page says is shown by groups of attacks that there are, and a denial by one that denies', () => {
  const named = new Map(attacks.map((group) => [group.name, group]));
  const all = Object.entries({
    ...{ ...roles, ...reached, ...notReached, ...weighed, ...folders },
    ...{ ...trusted, ...numbers, ...acting, ...policies, ...sentences },
  });
  for (const [row, shown] of all) {
    if ('elsewhere' in shown) continue;
    const groups = shown.map((name) => named.get(name));
    expect({ row, missing: shown.filter((name) => !named.has(name)) }).toEqual({ row, missing: [] });
    const wanted =
      row in notReached || row in trusted || row in acting || row in sentences || row.includes(' may not ')
        ? 'denied'
        : 'allowed';
    const isShown = row in weighed || groups.some((group) => group?.rows.some((one) => one.wanted === wanted));
    expect({ row, isShown }).toEqual({ row, isShown: true });
  }
});
