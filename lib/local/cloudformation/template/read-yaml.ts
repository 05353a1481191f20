import { type Document, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { validationError } from '../validation-error';

/** The short forms of the intrinsic functions (`!Ref x`) are read as their long forms (`{ Ref: x }`). */
const plainNames = new Set(['!Ref', '!Condition']);

/** YAML, and so JSON too. Throws ValidationError with where the text is wrong. */
export function readYaml(text: string): unknown {
  const document = parseDocument(text, { schema: 'core', logLevel: 'silent', uniqueKeys: true });
  const error = document.errors[0];
  if (error) {
    const at = error.linePos?.[0];
    throw validationError(
      `Template format error: YAML not well-formed. (line ${at?.line ?? 1}, column ${at?.col ?? 1})`,
    );
  }
  return nodeValue(document.contents, document);
}

function nodeValue(node: unknown, document: Document): unknown {
  if (isAlias(node)) {
    return nodeValue(node.resolve(document), document);
  }
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) {
    return null;
  }
  const value = isScalar(node)
    ? node.value
    : isSeq(node)
      ? node.items.map((item) => nodeValue(item, document))
      : Object.fromEntries(node.items.map((pair) => [keyOf(pair.key), nodeValue(pair.value, document)]));
  const tag = node.tag;
  if (tag === undefined || !tag.startsWith('!')) {
    return value;
  }
  // A tagged scalar is text: `!Ref 1` names the parameter "1".
  const argument = isScalar(node) && typeof value !== 'string' ? (node.source ?? '') : value;
  return { [plainNames.has(tag) ? tag.slice(1) : `Fn::${tag.slice(1)}`]: argument };
}

function keyOf(key: unknown): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : String(key);
}
