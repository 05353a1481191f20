import { visible } from './visible';

/** Foreign text as a record keeps it: one harmless line without invisible characters; undefined when nothing is left. */
export function recordLine(text: string | undefined, most = 200): string | undefined {
  return visible((text ?? '').replace(/\p{Cf}/gu, ''), most) || undefined;
}
