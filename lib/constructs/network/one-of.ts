import { PreviewError } from '../../errors';

/**
 * Which of two properties is given, of which a construct takes exactly one. The types say the same; this is for JavaScript, and for what is read
 * from elsewhere.
 *
 * @param owner what the properties are of, as errors name it
 * @param given the two by name, the first one before the second
 * @returns the name of the one that is given
 * @throws PreviewError `property-missing` when neither is given, `properties-contradict` when both are
 */
export function oneOf<const First extends string, const Second extends string>(
  owner: string,
  given: Readonly<Record<First | Second, unknown>>,
): First | Second {
  const names = Object.keys(given) as (First | Second)[];
  const [found, other] = names.filter((name) => given[name] !== undefined);
  if (found === undefined) {
    throw new PreviewError('property-missing', `${owner} has neither ${names.join(' nor ')}`, {
      fault: 'user',
      hint: `Give ${owner} one of ${names.join(' and ')}.`,
    });
  }
  if (other === undefined) return found;
  throw new PreviewError('properties-contradict', `${owner} has both ${found} and ${other}`, {
    fault: 'user',
    hint: `Give ${owner} one of ${names.join(' and ')}: each says the whole.`,
  });
}
