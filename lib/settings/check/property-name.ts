import { reservedProperties } from '../reserved-properties';

/** Why an environment property cannot have this name. Beanstalk takes 128 characters; the app's shell takes letters, digits and `_`. */
export function propertyNameFault(name: string): { readonly message: string; readonly hint: string } | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name)) {
    return {
      message: `${JSON.stringify(name)} is not the name of an environment property`,
      hint: 'Write letters, digits and underscores, no digit first, 128 at most.',
    };
  }
  const reserved = reservedProperties.find(({ pattern }) => pattern.test(name));
  return (
    reserved && { message: `${name} is set for you: ${reserved.who}`, hint: 'Remove it, or give it another name.' }
  );
}
