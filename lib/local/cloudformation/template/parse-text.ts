import { isDeeper } from '../../http/is-deeper';
import { validationError } from '../validation-error';
import { isRecord } from './is-record';
import { readYaml } from './read-yaml';

/** Lists and objects in each other. The functions that walk through a template call themselves for each level. */
const deepest = 100;

/** The template as a value, from JSON or YAML. Throws ValidationError in AWS's words. */
export function parseText(text: string): Readonly<Record<string, unknown>> {
  const value = text.trimStart().startsWith('{') ? parseJson(text) : readYaml(text);
  if (isDeeper(value, deepest)) {
    throw validationError('Template format error: the template is nested too deeply.');
  }
  if (!isRecord(value)) {
    throw validationError('Template format error: unsupported structure.');
  }
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // A flow mapping with short tags is YAML although it begins like JSON.
    if (/![A-Z]/.test(text)) {
      return readYaml(text);
    }
    throw validationError(`Template format error: JSON not well-formed. (${placeOf(error as Error, text)})`);
  }
}

/** Line and column as AWS counts them, one after the wrong character. V8 does not always say where that is. */
function placeOf({ message }: Error, text: string): string {
  const position = / at position (\d+)/.exec(message)?.[1];
  if (position === undefined) {
    return message;
  }
  const lines = text.slice(0, Number(position)).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 2}`;
}
