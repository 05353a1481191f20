import type { ProposedChange, ProposedDetail } from '../../lib/ports/stacks';

type Resources = Readonly<
  Record<string, { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }>
>;

/** What an update from one template to another does to resources, one reference deep, as a change set shows it. */
export function proposedBy(
  before: string | undefined,
  after: string,
  replacing: ReadonlySet<string>,
): readonly ProposedChange[] {
  const [old, now] = [resourcesIn(before ?? '{}'), resourcesIn(after)];
  const change = (logicalId: string, type: string, action: string): ProposedChange => ({
    ...{ logicalId, type, action, replacement: '', details: [] },
  });
  const removed = Object.entries(old).filter(([id]) => now[id] === undefined);
  const modified = new Map<string, { type: string; details: ProposedDetail[]; replacement: string }>();
  for (const [id, { Type: type, Properties = {} }] of Object.entries(now)) {
    const former = old[id]?.Properties ?? {};
    const names = [...new Set([...Object.keys(former), ...Object.keys(Properties)])].filter(
      (name) => JSON.stringify(former[name]) !== JSON.stringify(Properties[name]),
    );
    if (old[id] === undefined || names.length === 0) continue;
    const details = names.map((property) => ({ attribute: 'Properties', property, isDynamic: false }));
    const isReplaced = names.some((name) => replacing.has(`${type}.${name}`));
    modified.set(id, { type, details, replacement: isReplaced ? 'True' : 'False' });
  }
  for (const [id, { Type: type, Properties = {} }] of Object.entries(now)) {
    for (const [property, value] of Object.entries(Properties)) {
      const causedBy = (value as { readonly Ref?: string } | undefined)?.Ref;
      if (causedBy === undefined || modified.get(causedBy)?.replacement !== 'True' || old[id] === undefined) continue;
      const known = modified.get(id) ?? { type, details: [], replacement: 'False' };
      known.details.push({ attribute: 'Properties', property, isDynamic: true, causedBy });
      modified.set(id, known);
    }
  }
  return [
    ...Object.entries(now).flatMap(([id, { Type }]) => (old[id] === undefined ? [change(id, Type, 'Add')] : [])),
    ...[...modified].map(([logicalId, one]) => ({ logicalId, action: 'Modify', ...one })),
    ...removed.map(([id, { Type }]) => change(id, Type, 'Remove')),
  ];
}

function resourcesIn(template: string): Resources {
  return (JSON.parse(template) as { readonly Resources?: Resources }).Resources ?? {};
}
