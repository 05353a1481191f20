import { validationError } from '../validation-error';
import { functions, type IntrinsicName } from './functions';

/** The intrinsic function that an object stands for, if it stands for one. Throws ValidationError for one that does not exist. */
export function intrinsicOf(
  value: Readonly<Record<string, unknown>>,
): { readonly name: IntrinsicName; readonly argument: unknown } | undefined {
  const keys = Object.keys(value);
  const name = keys[0];
  const looks = keys.find((key) => key.startsWith('Fn::'));
  if (looks !== undefined && (keys.length !== 1 || !isIntrinsic(looks))) {
    throw validationError(
      keys.length === 1
        ? `Template error: ${looks} is not an intrinsic function of this endpoint.`
        : `Template error: ${looks} must be the only key of its object.`,
    );
  }
  return keys.length === 1 && name !== undefined && isIntrinsic(name) ? { name, argument: value[name] } : undefined;
}

function isIntrinsic(name: string): name is IntrinsicName {
  return Object.hasOwn(functions, name);
}
