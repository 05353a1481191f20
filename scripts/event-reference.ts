import { join } from 'node:path';
import { type Declaration, declarationOf, type Member, type Type } from './read-types';

const progress = join(__dirname, '../lib/progress.ts');

/** One kind of event, as a reader of `--json` sees it. */
export interface EventKind {
  readonly kind: string;
  /** When it is emitted. */
  readonly when: string;
  readonly fields: readonly Member[];
}

export interface Workflow {
  readonly about: string;
  readonly events: readonly EventKind[];
}

/** What these fields mean in every event, unless it says something else. */
const everywhere: Readonly<Record<string, string>> = {
  stackName: 'Name of the CloudFormation stack',
  stackId: 'ARN of the stack',
  branch: 'Raw name of the branch',
  service: 'Name of the service in the settings',
  environmentName: 'Name of the Beanstalk environment',
  targetId: 'Id of the target: `staging`, `production`, or the id of a preview',
  pullRequests: 'Numbers of pull requests',
  hash: 'Hash of the bundle, by its contents',
  because: 'Why, for people',
};

/** Every kind of event, by the workflows that lib/progress.ts unites. */
export function workflows(): readonly Workflow[] {
  return parts(mustFind(progress, 'ProgressEvent').type).map((type) => {
    if (type.is !== 'name') throw new Error('ProgressEvent is a union of the names of types');
    const declared = mustFind(type.file, type.name);
    return { about: declared.doc, events: parts(declared.type).map(eventOf) };
  });
}

function eventOf(type: Type): EventKind {
  const [kind, ...fields] = membersOf(type);
  if (kind?.name !== 'kind' || kind.type.is !== 'text') throw new Error('An event begins with its kind');
  const described = fields.map((field) => ({ ...field, doc: field.doc || everywhere[field.name] || '' }));
  return { kind: kind.type.text.slice(1, -1), when: kind.doc, fields: described };
}

const parts = (type: Type) => (type.is === 'union' ? type.of : [type]);

/** The fields of a type; of a union all that one of its members has. */
function membersOf(type: Type): readonly Member[] {
  if (type.is === 'object') return type.members;
  if (type.is === 'name') return membersOf(mustFind(type.file, type.name).type);
  if (type.is === 'all') return type.of.flatMap(membersOf);
  if (type.is !== 'union') return [];
  const sets = type.of.map(membersOf);
  const names = [...new Set(sets.flat().map(({ name }) => name))];
  return names.flatMap((name) => {
    const found = sets.flat().filter((member) => member.name === name);
    const types = found.flatMap((member) => parts(member.type));
    const doc = found.find((member) => member.doc !== '')?.doc ?? '';
    const optional = found.length < sets.length || found.some((member) => member.optional);
    return found[0] ? [{ ...found[0], doc, optional, type: { is: 'union', of: types } as const }] : [];
  });
}

function mustFind(file: string, name: string): Declaration {
  const found = declarationOf(file, name);
  if (!found) throw new Error(`${file} knows no type ${name}`);
  return found;
}

/** Types of fields that have a table of their own, each once, in the order in which fields name them. */
function shapesOf(fields: readonly Member[], found = new Map<string, Declaration>()): Map<string, Declaration> {
  const visit = (type: Type): void => {
    if (type.is === 'array') visit(type.of);
    if (type.is === 'union' || type.is === 'all') type.of.forEach(visit);
    if (type.is === 'object') shapesOf(type.members, found);
    if (type.is !== 'name') return;
    type.args.forEach(visit);
    const declared = declarationOf(type.file, type.name);
    if (!declared || found.has(type.name)) return;
    if (membersOf(declared.type).length > 0) found.set(type.name, declared);
    shapesOf(membersOf(declared.type), found);
  };
  for (const { type } of fields) visit(type);
  return found;
}

/** The type as JSON has it. */
function shown(type: Type): string {
  if (type.is === 'text') return `\`${type.text}\``;
  if (type.is === 'array') return `list of ${shown(type.of)}`;
  if (type.is === 'object')
    return `{ ${type.members.map((member) => `${member.name}: ${shown(member.type)}`).join(', ')} }`;
  if (type.is !== 'name') return [...new Set(type.of.map(shown))].join(type.is === 'union' ? ' or ' : ' and ');
  if (type.name === 'Date') return '`string`, ISO 8601';
  if (type.name === 'Readonly' && type.args[0]) return shown(type.args[0]);
  if (type.name === 'Record' && type.args[1]) return `record of ${shown(type.args[1])}`;
  const { type: declared } = mustFind(type.file, type.name);
  return membersOf(declared).length > 0 ? `[${type.name}](#${type.name.toLowerCase()})` : shown(declared);
}

function row({ name, optional, type, doc, absent }: Member): string {
  const missing = optional ? `${doc ? '. ' : ''}${absent ? `Absent: ${absent}` : 'May be absent'}` : '';
  return `| \`${name}\` | ${cell(shown(type))} | ${cell(doc.replace(/\.$/, '') + missing)} |`;
}

const cell = (text: string) => text.replaceAll('|', '\\|');

/** The page docs/events.md. */
export function renderEvents(): string {
  const all = workflows();
  const sections = all.map(({ about, events }) => {
    const rows = events.map(({ kind, when, fields }) => {
      const listed = fields.map(({ name, optional, type, doc, absent }) => {
        const missing = optional ? ` (absent: ${absent ?? 'unknown'})` : '';
        return `\`${name}\` (${shown(type)}): ${doc.replace(/\.$/, '')}${missing}`;
      });
      return `| \`${kind}\` | ${cell(when)} | ${cell(listed.join('<br>'))} |`;
    });
    return `## ${about.replace(/\.$/, '')}\n\n| kind | when | fields |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  const shapes = [...shapesOf(all.flatMap(({ events }) => events.flatMap(({ fields }) => fields))).values()];
  const tables = shapes.map(
    ({ name, doc, type }) =>
      `### ${name}\n\n${doc ? `${doc}\n\n` : ''}| field | type | what it is |\n|---|---|---|\n${membersOf(type).map(row).join('\n')}\n`,
  );
  return `${introduction}\n${sections.join('\n')}\n## Types of fields\n\n${tables.join('\n')}`;
}

const introduction = `# Events

<!-- Made from lib/progress.ts and the events.ts of each workflow by \`npx tsx scripts/build-event-reference.ts\`. Change the comments there. -->

With \`--json\` a command prints its result as one JSON document on standard output, and what happens meanwhile on standard error: one
event a line, an object with its \`kind\`. New kinds and fields may come with any version: skip what you do not know.

\`\`\`sh
npx preview-stacks deploy --json 2> events.jsonl > result.json
\`\`\`

Times are ISO 8601 in UTC. Fields named \`milliseconds\` are durations. Lines that are no JSON come from the build of a bundle.
`;
