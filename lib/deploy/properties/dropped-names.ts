import { propertyNamespaces } from '../../facts/property-namespaces';
import type { PropertyName } from '../../ports/environments';
import type { PreviewRecord } from '../../ports/record';
import { forms } from '../../settings/forms';

/** Properties by environment, each as `plain NAME` or `secret NAME`. */
export type Dropped = NonNullable<PreviewRecord['dropped']>;

/**
 * The properties that a template of ours has named and `next` does not, in the environments that `next` has: those of the template before, and
 * those noted earlier. A name that was set by hand is in no template, so it is never among them.
 */
export function droppedNames(former: string, next: string, noted: Dropped = {}): Dropped {
  const before = namedIn(former);
  const dropped = [...namedIn(next)].flatMap(([environment, now]) => {
    const past = new Set([...(before.get(environment) ?? []), ...(noted[environment] ?? [])]);
    const names = [...past].filter((name) => !now.has(name)).sort();
    return names.length > 0 ? [[environment, names] as const] : [];
  });
  return Object.fromEntries(dropped);
}

/** Names that were plain values and are secrets in `next`, by environment. */
export function movedToSecrets(dropped: Dropped, next: string): Dropped {
  const now = namedIn(next);
  const moved = Object.entries(dropped).map(([environment, names]) => {
    const plain = names.flatMap((name) => /^plain (.*)$/.exec(name)?.[1] ?? []);
    return [environment, plain.filter((name) => now.get(environment)?.has(`secret ${name}`))] as const;
  });
  return Object.fromEntries(moved.filter(([, names]) => names.length > 0));
}

export function textOf({ name, secret }: PropertyName): string {
  return `${secret ? 'secret' : 'plain'} ${name}`;
}

export function nameOf(text: string): PropertyName {
  return { name: text.slice(text.indexOf(' ') + 1), secret: text.startsWith('secret ') };
}

/** A template that cannot be read names nothing: what is unknown is kept. */
function namedIn(template: string): ReadonlyMap<string, ReadonlySet<string>> {
  const environments = Object.values(resourcesOf(template)).flatMap((resource) => {
    const { Type, Properties } = record(resource);
    const { EnvironmentName, OptionSettings } = record(Properties);
    if (Type !== 'AWS::ElasticBeanstalk::Environment' || typeof EnvironmentName !== 'string') return [];
    const options = Array.isArray(OptionSettings) ? OptionSettings.map(record) : [];
    const names = options.flatMap(({ Namespace, OptionName }) => {
      const name = String(OptionName);
      // An extension may name others, which no record can hold: those are left alone.
      if (!forms.property.test(name)) return [];
      if (Namespace === propertyNamespaces.plain) return [textOf({ name, secret: false })];
      return Namespace === propertyNamespaces.secret ? [textOf({ name, secret: true })] : [];
    });
    return [[EnvironmentName, new Set(names)] as const];
  });
  return new Map(environments);
}

function resourcesOf(template: string): Readonly<Record<string, unknown>> {
  try {
    return record(record(JSON.parse(template)).Resources);
  } catch {
    return {};
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
