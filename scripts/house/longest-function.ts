import { readFileSync } from 'node:fs';
import { parseSync } from '@swc/core';

export interface LongFunction {
  readonly file: string;
  readonly name: string;
  readonly lines: number;
}

/** The longest function of these files. A `describe` is a chapter of tests and not a function. */
export function longestFunction(files: readonly string[]): LongFunction | undefined {
  let longest: LongFunction | undefined;
  for (const file of files) {
    for (const found of functionsOf(file)) if (found.lines > (longest?.lines ?? 0)) longest = found;
  }
  return longest;
}

interface Node {
  readonly type: string;
  readonly span?: { readonly start: number; readonly end: number };
  readonly [key: string]: unknown;
}

const functionTypes = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'PrivateMethod',
  'Constructor',
  'MethodProperty',
  'GetterProperty',
  'SetterProperty',
]);

function functionsOf(file: string): LongFunction[] {
  // swc counts bytes from the first token: with a semicolon in front that is the beginning of the text.
  const source = Buffer.from(`;${readFileSync(file, 'utf8').replace(/^#!/, '//')}`);
  const tree = parseSync(source.toString(), { syntax: 'typescript', decorators: true, target: 'es2022' });
  const found: LongFunction[] = [];
  const visit = (value: unknown, near: string, counts = true): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, near, counts);
    if (!isNode(value)) return;
    const name = nameOf(value) ?? near;
    const { span } = value;
    if (counts && span && functionTypes.has(value.type)) {
      const text = source.subarray(span.start - tree.span.start, span.end - tree.span.start).toString();
      found.push({ file, name, lines: text.split('\n').length });
    }
    for (const [key, child] of Object.entries(value)) {
      // What wraps an argument is no node of its own.
      const inner = 'type' in value ? key !== 'arguments' || calls(value) !== 'describe' : counts;
      visit(child, name, inner);
    }
  };
  visit(tree.body, 'a function without a name');
  return found;
}

/** `arguments` holds `{ expression }`, which is no node. */
function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && ('type' in value || 'expression' in value);
}

/** What a declaration, a member or a call names. */
function nameOf(node: Node): string | undefined {
  for (const named of [node.identifier, node.key, node.id])
    if (isNode(named) && 'value' in named) return String(named.value);
  return node.type === 'CallExpression' ? calls(node) : undefined;
}

/** The first name of what is called: `test` of `test.each(rows)(…)`. */
function calls(node: Node): string | undefined {
  if (isNode(node.callee)) return calls(node.callee);
  if (isNode(node.object)) return calls(node.object);
  return node.type === 'Identifier' ? String(node.value) : undefined;
}
