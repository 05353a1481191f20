import { attributeName } from '../intrinsics/attribute-name';
import { intrinsicOf } from '../intrinsics/intrinsic-of';
import { substitutedNames } from '../intrinsics/substitute';
import { isRecord } from './is-record';

/** Something that a value names. */
export type Reference =
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'attribute'; readonly name: string; readonly attribute?: string }
  | { readonly kind: 'condition'; readonly name: string }
  | { readonly kind: 'map'; readonly name: string };

/**
 * Everything that a value names, without evaluating it. With `holds`, only the branch that an Fn::If takes is followed.
 * Throws ValidationError for an intrinsic function that does not exist or is malformed.
 */
export function referencesIn(value: unknown, holds?: (condition: string) => boolean): readonly Reference[] {
  const found: Reference[] = [];
  walk(value, found, holds);
  return found;
}

function walk(value: unknown, found: Reference[], holds: ((condition: string) => boolean) | undefined): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      walk(item, found, holds);
    }
    return;
  }
  if (!isRecord(value)) {
    return;
  }
  const intrinsic = intrinsicOf(value);
  if (!intrinsic) {
    walk(Object.values(value), found, holds);
    return;
  }
  const { name, argument } = intrinsic;
  if (name === 'Ref') {
    found.push({ kind: 'ref', name: String(argument) });
  } else if (name === 'Fn::GetAtt') {
    const { logicalId, attribute } = attributeName(argument);
    found.push({ kind: 'attribute', name: logicalId, ...(typeof attribute === 'string' ? { attribute } : {}) });
    walk(attribute, found, holds);
  } else if (name === 'Fn::Sub') {
    found.push(...substitutedNames(argument).map(named));
    walk(Array.isArray(argument) ? argument[1] : [], found, holds);
  } else if (name === 'Fn::If' && Array.isArray(argument)) {
    const condition = String(argument[0]);
    found.push({ kind: 'condition', name: condition });
    walk(holds ? argument[holds(condition) ? 1 : 2] : argument.slice(1), found, holds);
  } else {
    if (name === 'Fn::FindInMap' && Array.isArray(argument) && typeof argument[0] === 'string') {
      found.push({ kind: 'map', name: argument[0] });
    }
    walk(argument, found, holds);
  }
}

function named(text: string): Reference {
  if (!text.includes('.')) {
    return { kind: 'ref', name: text };
  }
  const { logicalId, attribute } = attributeName(text);
  return { kind: 'attribute', name: logicalId, attribute: String(attribute) };
}
