import { checkBranch } from '../../naming/branch';

/** Whether a value that someone else may have written has the form that we give it. */
export type ValueTest = (value: unknown) => boolean;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text of this form. */
export const like =
  (form: RegExp): ValueTest =>
  (value) =>
    typeof value === 'string' && form.test(value);

export const isTime: ValueTest = (value) =>
  like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/)(value) && !Number.isNaN(Date.parse(String(value)));

/** By the rule that a deploy holds its branch against. */
export const isBranch: ValueTest = (value) => {
  try {
    return typeof value === 'string' && checkBranch(value) === value;
  } catch {
    return false;
  }
};

/** A text without line breaks and other invisible characters, as short as `recordLine` makes it. */
export const isShortLine = like(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,300}$/u);

export const optional =
  (test: ValueTest): ValueTest =>
  (value) =>
    value === undefined || test(value);
