import { createHash } from 'node:crypto';
import type { RightStatement, RightsSettings } from '../settings/rights/rights-settings';

/**
 * What rights allow, as an output of the application stack: 4 characters for each pair of an action and a resource. A statement that is split,
 * joined or put elsewhere in its list leaves the same marks. They are for messages alone: 24 bits hold no attacker off, IAM does.
 */
export function writeRights(rights: RightsSettings | undefined): string {
  return [...new Set(partsOf(rights).map(({ text }) => markOf(text)))].sort().join('');
}

/** What these rights allow, in words, and the application stack with these marks does not. */
export function beyondRights(rights: RightsSettings | undefined, marks: string | undefined): readonly string[] {
  const deployed = new Set(marks?.match(/.{4}/g) ?? []);
  const beyond = partsOf(rights).filter(({ text }) => !deployed.has(markOf(text)));
  return [...new Set(beyond.map(({ what }) => what))];
}

interface Part {
  readonly what: string;
  readonly text: string;
}

function partsOf(rights: RightsSettings | undefined): readonly Part[] {
  if (rights === undefined) return [];
  const { stack, app, passRolesTo, serviceRoles } = rights;
  return [
    ...stack.flatMap((one) => pairsOf('stack', one)),
    ...app.flatMap((one) => pairsOf('app', one)),
    ...passRolesTo.map((service) => ({ what: `roles for ${service}`, text: `pass ${service}` })),
    ...serviceRoles.map((service) => ({ what: `the role of ${service}`, text: `linked ${service}` })),
  ];
}

function pairsOf(list: string, { actions, resources, conditions = {} }: RightStatement): readonly Part[] {
  const condition = JSON.stringify(sorted(conditions));
  return actions.flatMap((action) =>
    resources.map((resource) => ({ what: action, text: [list, action, resource, condition].join(' ') })),
  );
}

/** The order of keys, and of values, means nothing to IAM. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

function markOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url').slice(0, 4);
}
