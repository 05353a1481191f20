import { randomInt } from 'node:crypto';
import { AwsError } from '../http/aws-error';

/** Secrets Manager's options, by their AWS names; what is not among them is ignored. */
export type PasswordOptions = Readonly<Record<string, unknown>>;

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** A password as GetRandomPassword and GenerateSecretString make it: 32 characters, one of each kind at least, unless the options say otherwise. */
export function generatePassword(options: PasswordOptions): string {
  const length = Number(options.PasswordLength ?? 32);
  if (!Number.isInteger(length) || length < 1 || length > 4096) {
    throw new AwsError('InvalidParameterException', 'PasswordLength must be between 1 and 4096.');
  }
  const excluded = String(options.ExcludeCharacters ?? '');
  const kinds = [
    isSet(options.ExcludeUppercase) ? '' : lower.toUpperCase(),
    isSet(options.ExcludeLowercase) ? '' : lower,
    isSet(options.ExcludeNumbers) ? '' : digits,
    isSet(options.ExcludePunctuation) ? '' : punctuation,
    isSet(options.IncludeSpace) ? ' ' : '',
  ].map((kind) => [...kind].filter((character) => !excluded.includes(character)));
  const alphabet = kinds.flat();
  if (alphabet.length === 0) {
    throw new AwsError('InvalidParameterException', 'No characters are left to make a password of.');
  }
  const each = options.RequireEachIncludedType === undefined || isSet(options.RequireEachIncludedType);
  const sure = each ? kinds.filter((kind) => kind.length > 0).map(oneOf) : [];
  if (sure.length > length) {
    throw new AwsError(
      'InvalidParameterException',
      'PasswordLength is too short for one character of each included type.',
    );
  }
  const characters = [...sure, ...Array.from({ length: length - sure.length }, () => oneOf(alphabet))];
  for (let index = characters.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    [characters[index], characters[other]] = [characters[other] ?? '', characters[index] ?? ''];
  }
  return characters.join('');
}

function oneOf(characters: readonly string[]): string {
  return characters[randomInt(characters.length)] ?? '';
}

// Templates may say "true".
function isSet(value: unknown): boolean {
  return value === true || value === 'true';
}
