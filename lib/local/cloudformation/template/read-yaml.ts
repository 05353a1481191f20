import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { validationError } from '../validation-error';

/** The short forms of the intrinsic functions (`!Ref x`) are read as their long forms (`{ Ref: x }`). */
const plainNames = new Set(['!Ref', '!Condition']);

/** YAML, and so JSON too. Throws ValidationError with where the text is wrong. */
export function readYaml(text: string): unknown {
  const lines = new LineCounter();
  // The parser would compare each key of a map with all others: minutes for a large template.
  const document = parseDocument(text, { schema: 'core', logLevel: 'silent', uniqueKeys: false, lineCounter: lines });
  const error = document.errors[0];
  if (error) {
    throw error.code === 'RESOURCE_EXHAUSTION'
      ? validationError('Template format error: the template is nested too deeply.')
      : notWellFormed(lines, error.pos[0]);
  }
  return nodeValue(document.contents, lines);
}

function nodeValue(node: unknown, lines: LineCounter): unknown {
  if (isAlias(node)) {
    // AWS "doesn't support … Aliases" (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html, November 2026).
    throw validationError('Template error: YAML aliases are not allowed in CloudFormation templates');
  }
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) {
    return null;
  }
  const value = isScalar(node)
    ? node.value
    : isSeq(node)
      ? node.items.map((item) => nodeValue(item, lines))
      : mapValue(node, lines);
  const tag = node.tag;
  if (tag === undefined || !tag.startsWith('!')) {
    return value;
  }
  // A tagged scalar is text: `!Ref 1` names the parameter "1".
  const argument = isScalar(node) && typeof value !== 'string' ? (node.source ?? '') : value;
  return { [plainNames.has(tag) ? tag.slice(1) : `Fn::${tag.slice(1)}`]: argument };
}

function mapValue(node: YAMLMap, lines: LineCounter): object {
  const values = new Map<string, unknown>();
  for (const pair of node.items) {
    const key = keyOf(pair.key);
    if (values.has(key)) {
      throw notWellFormed(lines, isScalar(pair.key) ? pair.key.range?.[0] : undefined);
    }
    values.set(key, nodeValue(pair.value, lines));
  }
  return Object.fromEntries(values);
}

function notWellFormed(lines: LineCounter, offset = 0): Error {
  const { line, col } = lines.linePos(offset);
  return validationError(`Template format error: YAML not well-formed. (line ${line}, column ${col})`);
}

function keyOf(key: unknown): string {
  if (!isScalar(key)) {
    throw validationError('Template format error: map keys must be strings');
  }
  return key.source ?? String(key.value);
}
