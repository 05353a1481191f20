import type { Door, Exported, Member } from './read-doors';

/** File names of the pages below docs/api, by door. */
export function pageOf(door: string): string {
  return `${door.split('/')[1] ?? 'constructs'}.md`;
}

const groups: readonly (readonly [Exported['kind'], string])[] = [
  ['class', 'Classes'],
  ['function', 'Functions'],
  ['constant', 'Constants'],
  ['interface', 'Interfaces'],
  ['type', 'Types'],
];

/** The page of a door. What a smaller door exports, too, is described there, and this page leads to it. */
export function drawPage(door: Door, others: readonly Door[]): string {
  const elsewhere = new Map<string, string>();
  for (const other of others) {
    if (other.exported.length >= door.exported.length) continue;
    for (const one of other.exported) elsewhere.set(keyOf(one), `${pageOf(other.name)}#${anchorOf(one.name)}`);
  }
  const own = door.exported.filter((one) => !elsewhere.has(keyOf(one)));
  const led = door.exported.filter((one) => elsewhere.has(keyOf(one)));
  return [
    `# \`${door.name}\``,
    '',
    'Written by `npm run build:references` from the types and their comments. A name that is not here is no part of the public interface.',
    ...tableOf(own),
    ...(led.length === 0 ? [] : ['', `Also here, described at ${linksTo(led, elsewhere)}.`]),
    ...groups.flatMap(([kind, title]) => {
      const these = own.filter((one) => one.kind === kind);
      return these.length === 0 ? [] : ['', `## ${title}`, ...these.flatMap(drawExported)];
    }),
    '',
  ].join('\n');
}

const keyOf = ({ name, file }: Exported) => `${file}:${name}`;
const anchorOf = (name: string) => name.toLowerCase();

function linksTo(led: readonly Exported[], elsewhere: ReadonlyMap<string, string>): string {
  const pages = new Map<string, string[]>();
  for (const one of led) {
    const link = elsewhere.get(keyOf(one)) ?? '';
    const [page = ''] = link.split('#');
    pages.set(page, [...(pages.get(page) ?? []), `[\`${one.name}\`](${link})`]);
  }
  return [...pages].map(([page, links]) => `[${page}](${page}): ${links.join(', ')}`).join('; at ');
}

function tableOf(exported: readonly Exported[]): string[] {
  const rows = groups.flatMap(([kind, title]) => {
    const links = exported.filter((one) => one.kind === kind).map(({ name }) => `[\`${name}\`](#${anchorOf(name)})`);
    return links.length === 0 ? [] : [`| ${title} | ${links.join(', ')} |`];
  });
  return ['', '| kind | names |', '|---|---|', ...rows];
}

function drawExported(one: Exported): string[] {
  const methods = one.members.filter(({ isMethod }) => isMethod);
  const values = one.members.filter(({ isMethod }) => !isMethod);
  return [
    ...['', `### ${one.name}`, '', inProse(one.doc)],
    ...(one.heritage.length === 0 ? [] : ['', `It ${one.heritage.map((text) => code(text)).join(' and ')}.`]),
    ...(one.source === undefined ? [] : ['', '```ts', one.source, '```']),
    ...throwsOf(one.throws),
    ...(values.length === 0 ? [] : ['', ...rowsOf(values)]),
    ...(methods.length === 0 ? [] : ['', ...methodRows(methods)]),
  ];
}

/** Interfaces say of each property what it is without it; of a class all are there. */
function rowsOf(values: readonly Member[]): string[] {
  const given = values.some(({ absent, optional }) => optional || absent !== undefined);
  const head = given
    ? ['| property | type | default | what it is |', '|---|---|---|---|']
    : ['| property | type | what it is |', '|---|---|---|'];
  return [
    ...head,
    ...values.map(({ name, type, absent, optional, doc, throws }) => {
      const without = given ? ` ${absent === undefined ? (optional ? 'absent' : '–') : inCell(absent)} |` : '';
      return `| ${code(name)} | ${code(type)} |${without} ${inCell([doc, ...throws.map((text) => `Throws ${text}.`)].join(' '))} |`;
    }),
  ];
}

function methodRows(methods: readonly Member[]): string[] {
  return [
    '| method | what it does | throws |',
    '|---|---|---|',
    ...methods.map(({ type, doc, throws }) => `| ${code(type)} | ${inCell(doc)} | ${inCell(throws.join('; '))} |`),
  ];
}

function throwsOf(throws: readonly string[]): string[] {
  return throws.length === 0 ? [] : ['', `Throws ${inProse(throws.join('; '))}.`];
}

/** Code in a cell of a table, where GitHub reads a bar as the end of the cell even in code. */
function code(text: string): string {
  return text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``;
}

function inCell(text: string): string {
  return inProse(text).replaceAll('|', '\\|');
}

/** What looks like HTML outside of code is shown. */
function inProse(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll('<', '&lt;').replace(/([*_])/g, '\\$1')))
    .join('');
}
