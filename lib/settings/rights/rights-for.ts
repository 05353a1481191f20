import { type Kit, type KitName, kits } from './kits';
import type { RightStatement, RightsSettings } from './rights-settings';

export type { KitName } from './kits';

/**
 * Ready `rights` for what extensions commonly make: docs/extend.md lists the statements. Pure data, to which others may be added.
 *
 * @param names 'redis' (ElastiCache), 'lambda' (functions with their logs and queues), 'topic' (SNS), 'table' (DynamoDB)
 */
export function rightsFor(...names: readonly KitName[]): RightsSettings {
  const chosen = [...new Set(names)].map((name): Kit => kits[name]);
  const joined = <K extends keyof RightsSettings>(key: K) => chosen.flatMap((kit) => [...(kit[key] ?? [])]);
  return {
    stack: joined('stack') as RightStatement[],
    app: joined('app') as RightStatement[],
    passRolesTo: joined('passRolesTo') as string[],
    serviceRoles: joined('serviceRoles') as string[],
  };
}

/** The ready rights for a type, and the action without which none is made. */
export function kitOf(type: string): { readonly name: KitName; readonly creates: string } | undefined {
  for (const [name, { types }] of Object.entries<Kit>(kits)) {
    const creates = Object.hasOwn(types, type) ? types[type] : undefined;
    if (creates !== undefined) return { name: name as KitName, creates };
  }
  return undefined;
}

/** The ready rights that hold an action. */
export function kitWith(list: 'stack' | 'app', action: string): KitName | undefined {
  const holds = (kit: Kit) => kit[list]?.some(({ actions }) => actions.includes(action));
  return Object.entries<Kit>(kits).find(([, kit]) => holds(kit))?.[0] as KitName | undefined;
}
