import { projectLimit, projectNameFault } from '../../naming/project-name';
import { slugOf } from '../../naming/slug';

/** A name for the project, made of the repository's to fit the rules; undefined when nothing of it is left. */
export function proposeProject(repository: string): string | undefined {
  const slug = slugOf(repository, 100).replace(/^[^a-z]+/, '');
  const fits = (name: string) => name !== '' && projectNameFault(name) === undefined;
  if (fits(slug)) return slug;
  // Whole words as long as they fit: `shopping-cart-service` is `shopping`, and not `shopping-c`.
  const words = slug.split('-').filter((word) => word !== 'preview');
  const whole = words.map((_, index) => words.slice(0, index + 1).join('-')).filter(fits);
  return whole.at(-1) ?? [slugOf(words.join('-'), projectLimit)].find(fits);
}
