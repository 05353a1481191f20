import { asciiJson } from '../../text/ascii-json';
import { inlineLimit } from './template-source';

type Statement = Readonly<Record<string, unknown>>;
type Reviver = (this: unknown, key: string, value: unknown) => unknown;

/** What shortens a template and changes nothing that it makes, the dearest to a reader last. */
const shorter: readonly Reviver[] = [
  // Reasons for cdk-nag: a fifth of an application stack, which CloudFormation does not read.
  (key, value) =>
    key === 'cdk_nag' || (key === 'Metadata' && Object.keys(value as object).length === 0) ? undefined : value,
  (_, value) => substitution(value) ?? value,
  // In policies IAM takes what is alone without a list, and CloudFormation what one resource depends on.
  (key, value) => (Array.isArray(value) && value.length === 1 && isOfPolicy.test(key) ? value[0] : value),
  // Names of statements, which IAM does not ask for.
  (key, value) => (key === 'Sid' ? undefined : value),
  // Statements without names that say the same of other actions, or of other resources, are one.
  (key, value) =>
    key === 'Statement' && Array.isArray(value) ? together(together(value, 'Action'), 'Resource') : value,
  // ARNs of a list that begin alike, and actions.
  (key, value) => (/^(Action|Resource)$/.test(key) && Array.isArray(value) ? begunOnce(value) : value),
  // What a person reads above the list of stacks.
  function (key, value) {
    return key === 'Description' && Object.hasOwn(this as object, 'Resources') ? undefined : value;
  },
];

/** Keys that hold one value or a list, and condition keys, which alone have a colon. */
const isOfPolicy = /^(Action|DependsOn|Resource|Statement)$|:/;

/**
 * A template without white space, and shorter by as much as it takes: CloudFormation takes 51,200 bytes without a bucket, and the first
 * application stack is there before any bucket is.
 */
export function shortBody(text: string): string {
  const written = (value: unknown) => asciiJson(JSON.stringify(value));
  const bodies = [written(JSON.parse(text))];
  for (const revive of shorter) bodies.push(written(JSON.parse(bodies.at(-1) ?? text, revive)));
  // What is too long in any case comes from a bucket, and may be read there.
  return bodies.find((body) => Buffer.byteLength(body) <= inlineLimit) ?? bodies[1] ?? text;
}

/** Those that differ in this element alone become one that lists both. */
function together(statements: readonly Statement[], element: 'Action' | 'Resource'): readonly Statement[] {
  const found = new Map<string, Statement>();
  for (const statement of statements) {
    const { [element]: more, ...rest } = statement;
    // Sorted, for the order in which elements stand says nothing.
    const key = JSON.stringify(Object.entries({ ...rest, has: more !== undefined }).sort());
    const former = found.get(key)?.[element];
    const values = former === undefined ? more : distinct([former, more].flat());
    found.set(key, { ...statement, ...(values !== undefined && { [element]: values }) });
  }
  return [...found.values()];
}

/** Each of these once; one alone without a list. */
function distinct(values: readonly unknown[]): unknown {
  const found = [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
  return found.length === 1 ? found[0] : found;
}

/**
 * A list that says what its texts begin with, or the service of most of them, fewer times, where that is shorter. `Fn::Split` takes a `Fn::Join` and makes a list of it
 * (template reference of CloudFormation, "Fn::Split", "Supported functions", read in November 2026).
 */
function begunOnce(list: readonly unknown[]): object {
  const texts = list.filter((one) => typeof one === 'string');
  const [first = '', ...others] = texts;
  if (texts.length < list.length || texts.some((one) => one.includes(','))) return list;
  let length = first.length;
  while (!others.every((one) => one.startsWith(first.slice(0, length)))) length -= 1;
  const services = others.map((one) => one.slice(0, one.indexOf(':') + 1));
  const lists = [...new Set([first.slice(0, length), ...services])].map((begin) => ({
    'Fn::Split': [',', { 'Fn::Join': [`,${begin}`, texts.join(',').split(`,${begin}`)] }],
  }));
  return [list, ...lists].reduce((best, one) =>
    JSON.stringify(one).length < JSON.stringify(best).length ? one : best,
  );
}

/** A text with references in it, as `Fn::Sub` has it: shorter than the `Fn::Join` that the CDK makes. */
function substitution(value: unknown): { readonly 'Fn::Sub': string } | undefined {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return undefined;
  const { 'Fn::GetAtt': attribute } = value as { readonly 'Fn::GetAtt'?: readonly [string, string] };
  // Of other attributes some are lists, which no text holds.
  if (attribute?.[1] === 'Arn') return { 'Fn::Sub': `\${${attribute[0]}.Arn}` };
  const { 'Fn::Join': join } = value as { readonly 'Fn::Join'?: readonly [string, unknown] };
  if (!Array.isArray(join) || join[0] !== '' || !Array.isArray(join[1])) return undefined;
  const parts = join[1].map(substituted);
  return parts.includes(undefined) ? undefined : { 'Fn::Sub': parts.join('') };
}

function substituted(part: unknown): string | undefined {
  // In a text of `Fn::Sub` a dollar may mean a reference.
  if (typeof part === 'string') return part.includes('$') ? undefined : part;
  if (typeof part !== 'object' || part === null || Object.keys(part).length !== 1) return undefined;
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Sub': inner } = part as Readonly<Record<string, unknown>>;
  // The parts of a text come before the text.
  if (typeof inner === 'string') return inner;
  if (typeof ref === 'string') return `$\{${ref}}`;
  return Array.isArray(attribute) ? `$\{${attribute.join('.')}}` : undefined;
}
