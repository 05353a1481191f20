import { validationError } from '../validation-error';

/** The argument of Fn::GetAtt: a list of two, or text that is split at its first dot, for attribute names hold dots. */
export function attributeName(argument: unknown): { readonly logicalId: string; readonly attribute: unknown } {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    if (dot > 0 && dot < argument.length - 1) {
      return { logicalId: argument.slice(0, dot), attribute: argument.slice(dot + 1) };
    }
  } else if (Array.isArray(argument) && argument.length >= 2 && typeof argument[0] === 'string') {
    const rest = argument.slice(1);
    return { logicalId: argument[0], attribute: rest.length === 1 ? rest[0] : rest.join('.') };
  }
  throw validationError(
    'Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
  );
}
