import type { Need } from '../ci-calls/needs-of';

export type Context = Need['context'];

/** One question to IAM, and what it must answer. */
export interface Row extends Need {
  /** Name of a role or boundary in the world. @default none of ours: only the policy of the resource decides */
  readonly role?: string;
  /** Name of the policy of a resource, or of a trust policy, that has a say as well. @default none */
  readonly policy?: string;
  readonly wanted: 'allowed' | 'denied';
}

/** Rows that show one thing; docs/security.md and docs/ci-roles.md are bound to groups by their names. */
export interface Group {
  /** A plain statement, unique. */
  readonly name: string;
  readonly rows: readonly Row[];
}

export type Ask = readonly [action: string, resource: string, context?: Context];

export interface Asks {
  readonly denied?: readonly Ask[];
  /** The right use beside it. */
  readonly allowed?: readonly Ask[];
}

/** A group of rows about one role, or about each of these. */
export function group(name: string, roles: string | readonly string[], asks: Asks): Group {
  const rowsOf = (wanted: Row['wanted'], all: readonly Ask[] = []) =>
    [roles]
      .flat()
      .flatMap((role) =>
        all.map(([action, resource, context = {}]): Row => ({ role, action, resource, context, wanted })),
      );
  return { name, rows: [...rowsOf('denied', asks.denied), ...rowsOf('allowed', asks.allowed)] };
}

/** The same action on each of these. */
export function on(action: string, resources: readonly string[], context?: Context): readonly Ask[] {
  return resources.map((resource) => (context === undefined ? [action, resource] : [action, resource, context]));
}

/** Each of these actions on one. */
export function each(actions: readonly string[], resource: string, context: Context = {}): readonly Ask[] {
  return actions.map((action) => [action, resource, context]);
}
