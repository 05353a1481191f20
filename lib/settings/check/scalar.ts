import { type Rule, wrongType } from './rule';
import { show } from './show';

/** A text for which `holds` is true. `what` completes "… is not". */
export function text(what: string, hint: string, holds: (value: string) => boolean = (value) => value !== ''): Rule {
  return (value, path, report) => {
    if (typeof value !== 'string') return wrongType(value, path, report, what, hintForType(value, hint));
    if (!holds(value)) report({ path, message: `${show(value)} is not ${what}`, hint });
    return value;
  };
}

/** A whole number, or any with `fraction`, between two bounds that both count; `unit` is empty for a bare number. */
export function number(least: number, most: number, unit: string, fraction = false): Rule {
  const what = `a ${fraction ? '' : 'whole '}number${unit && ` of ${unit}`} from ${least} to ${most}`;
  return (value, path, report) => {
    if (typeof value !== 'number')
      return wrongType(value, path, report, what, 'Write a number without quotes or unit.');
    if (!(value >= least && value <= most) || !(fraction || Number.isInteger(value))) {
      report({ path, message: `${value} is not ${what}`, hint: `Give it ${least} to ${most}.` });
    }
    return value;
  };
}

export const flag: Rule = (value, path, report) =>
  typeof value === 'boolean'
    ? value
    : wrongType(value, path, report, 'true or false', 'Write true or false, without quotes.');

/** One of a few values. */
export function oneOf(...values: readonly (string | number)[]): Rule {
  const list = values.map((value) => show(value)).join(', ');
  return (value, path, report) => {
    if (values.includes(value as string)) return value as string | number;
    return wrongType(value, path, report, `one of ${list}`, `Write one of ${list}.`);
  };
}

function hintForType(value: unknown, hint: string): string {
  return typeof value === 'number' && !hint.includes('quotes') ? `Put it in quotes. ${hint}` : hint;
}
