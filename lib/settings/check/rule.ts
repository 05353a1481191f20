import { nearest } from '../../naming/nearest';
import { isRecord, type SettingRecord, type SettingValue } from '../layers/tree';
import { show } from './show';

export interface SettingFault {
  /** Where, from the top of the settings file, with the layer in which it was written. */
  readonly path: string;
  /** What is wrong, with the value. */
  readonly message: string;
  /** What to write instead. */
  readonly hint: string;
}

export type Report = (fault: SettingFault) => void;

/**
 * Checks one value and reports what is wrong. Gives the value back when it has the right type, even if it is wrong otherwise,
 * so that the checks of whole targets go on with it; `undefined` when its type is wrong.
 */
export type Rule = (value: unknown, path: string, report: Report) => SettingValue | undefined;

/** A rule for each key of a type: the compiler finds a key without a rule. */
export type Fields<T> = { readonly [K in keyof Required<T>]: Rule };

/** Keys that a layer may not have, though other layers may. */
export type Misplaced = Readonly<Record<string, { readonly message: string; readonly hint: string }>>;

/** A record of known keys. Few are required in it: what one layer lacks another may have. */
export function record(
  fields: Readonly<Record<string, Rule>>,
  {
    misplaced = {},
    required = {},
  }: { readonly misplaced?: Misplaced; readonly required?: Readonly<Record<string, string>> } = {},
): Rule {
  return (value, path, report) => {
    if (!isRecord(value)) {
      return wrongType(
        value,
        path,
        report,
        'a record',
        `Write { … } with one or more of: ${Object.keys(fields).sort().join(', ')}.`,
      );
    }
    for (const [key, hint] of Object.entries(required)) {
      if (value[key] === undefined)
        report({ path: path === '' ? key : `${path}.${key}`, message: 'it is missing', hint });
    }
    return collect(value, path, (key, item, at) => {
      const elsewhere = misplaced[key];
      if (elsewhere && Object.hasOwn(misplaced, key)) {
        report({ path: at, message: `${show(item)} ${elsewhere.message}`, hint: elsewhere.hint });
        return undefined;
      }
      const rule = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (rule) return rule(item, at, report);
      report({ path: at, message: 'there is no such setting', hint: didYouMean(key, Object.keys(fields)) });
      return undefined;
    });
  };
}

/** A record whose keys a person chooses; `key` says why one is refused. */
export function mapOf(
  rule: Rule,
  key: (name: string) => { readonly message: string; readonly hint: string } | undefined,
): Rule {
  return (value, path, report) => {
    if (!isRecord(value)) return wrongType(value, path, report, 'a record', 'Write { name: value }.');
    return collect(value, path, (name, item, at) => {
      const refused = key(name);
      if (refused) report({ path: at, ...refused });
      return rule(item, at, report);
    });
  };
}

/** A list; an item of the wrong type becomes `instead`, or is left out when there is none. */
export function listOf(rule: Rule, least = 0, instead: SettingValue | readonly [] = []): Rule {
  return (value, path, report) => {
    if (!Array.isArray(value)) return wrongType(value, path, report, 'a list', 'Write [ … ].');
    if (value.length < least) report({ path, message: 'the list is empty', hint: `Give it ${least} entry or more.` });
    return value.flatMap((item, index) => rule(item, `${path}[${index}]`, report) ?? instead);
  };
}

/** `'none'`, or what the rule says. */
export function orNone(rule: Rule): Rule {
  return (value, path, report) => (value === 'none' ? value : rule(value, path, report));
}

/** `'forever'`, or what the rule says. */
export function orForever(rule: Rule): Rule {
  return (value, path, report) => {
    if (value === 'forever') return value;
    return rule(value, path, (fault) => report({ ...fault, hint: `${fault.hint} Or write 'forever'.` }));
  };
}

export function wrongType(value: unknown, path: string, report: Report, what: string, hint: string): undefined {
  report({ path, message: `${show(value)} is not ${what}`, hint });
}

function collect(
  value: SettingRecord,
  path: string,
  each: (key: string, item: SettingValue, at: string) => SettingValue | undefined,
): SettingRecord {
  const prefix = path === '' ? '' : `${path}.`;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const kept = item === undefined ? undefined : each(key, item, prefix + key);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}

/** A hint for a key that does not exist: the key that was probably meant, or all that there are. */
function didYouMean(key: string, known: readonly string[]): string {
  const [meant] = nearest(key, known);
  if (meant !== undefined) return `Did you mean ${meant}?`;
  return `Remove it, or use one of: ${[...known].sort().join(', ')}.`;
}
