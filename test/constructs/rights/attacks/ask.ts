import { may, type Statement } from '../ci-calls/may';
import type { Row } from './table';
import { account, type World } from './world';

/** Policies that are not as the world has them, by name. */
export type Changed = ReadonlyMap<string, readonly Statement[]>;

const unchanged: Changed = new Map();

/** What the world answers to a row. */
export function answer(world: World, row: Row, changed: Changed = unchanged): Row['wanted'] {
  return isAllowed(world, row, changed) ? 'allowed' : 'denied';
}

function isAllowed(world: World, { role, policy, ...need }: Row, changed: Changed): boolean {
  const statementsOf = (name: string) => {
    const statements = changed.get(name) ?? world.policies.get(name);
    if (!statements) throw new Error(`no policy is called ${name}`);
    return statements;
  };
  const ofResource = policy === undefined ? [] : statementsOf(policy);
  if (role === undefined) return may(ofResource, need);
  const { policies, boundary } = holderOf(world, role);
  const ofRole = policies.flatMap(statementsOf);
  const bounds = boundary === undefined ? undefined : statementsOf(boundary);
  // Within an account either policy is enough; from another account both have to allow ("Cross-account policy evaluation logic").
  const isForeign = need.principal?.[0] === 'AWS' && need.principal[1].split(':')[4] !== account;
  if (isForeign) return may(ofRole, need, bounds) && may(ofResource, need);
  return may([...ofRole, ...ofResource], need, bounds);
}

/** Names of the policies on which a row depends. */
export function policiesOf(world: World, { role, policy }: Row): readonly string[] {
  const { policies = [], boundary = [] } = role === undefined ? {} : holderOf(world, role);
  return [...policies, boundary, policy ?? []].flat();
}

function holderOf({ holders }: World, role: string) {
  const holder = holders.get(role);
  if (!holder) throw new Error(`no role and no boundary is called ${role}`);
  return holder;
}
