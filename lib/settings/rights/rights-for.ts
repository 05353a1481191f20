import { PreviewError } from '../../errors';
import { show } from '../check/show';
import { type Kit, type KitName, kits } from './kits';
import type { RightStatement, RightsSettings } from './rights-settings';

export type { KitName } from './kits';

/**
 * Ready `rights` for what extensions commonly make: docs/extend.md lists the statements. Pure data, to which others may be added.
 *
 * @param names 'redis' (ElastiCache), 'lambda' (functions with their logs and queues), 'topic' (SNS), 'table' (DynamoDB)
 * @throws PreviewError `settings-invalid` for another name
 */
export function rightsFor(...names: readonly KitName[]): RightsSettings {
  const chosen = [...new Set(names)].map(kitNamed);
  const joined = <K extends keyof RightsSettings>(key: K) => chosen.flatMap((kit) => [...(kit[key] ?? [])]);
  return {
    stack: joined('stack') as RightStatement[],
    app: joined('app') as RightStatement[],
    passRolesTo: joined('passRolesTo') as string[],
    serviceRoles: joined('serviceRoles') as string[],
  };
}

/** Settings in JavaScript have no compiler that finds a wrong name. */
function kitNamed(name: KitName): Kit {
  if (Object.hasOwn(kits, name)) return kits[name];
  throw new PreviewError('settings-invalid', `rightsFor has no ready rights for ${show(name)}`, {
    fault: 'user',
    hint: `It takes ${Object.keys(kits).join(', ')}, each as a text of its own.`,
  });
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
