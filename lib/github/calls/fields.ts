import { notCredible } from './github-error';

/** An object of an answer, whose fields are not checked yet. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** @throws PreviewError `github-not-credible` */
export function fieldsOf(value: unknown, what: string): Fields {
  if (!isFields(value)) throw notCredible(what, 'it is not an object');
  return value;
}

/** @throws PreviewError `github-not-credible` */
export function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw notCredible(what, 'it is not a list');
  return value;
}

/** @throws PreviewError `github-not-credible` */
export function textField(fields: Fields, name: string, what: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw notCredible(what, `it has no ${name}`);
  return value;
}

/** @throws PreviewError `github-not-credible` */
export function numberField(fields: Fields, name: string, what: string): number {
  const value = fields[name];
  if (typeof value !== 'number') throw notCredible(what, `it has no ${name}`);
  return value;
}
