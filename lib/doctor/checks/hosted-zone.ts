import type { Check } from '../check';
import { eachOf, type Finding, fault, ok } from '../finding';
import type { Member } from '../members';
import type { Snapshot } from '../snapshot';

/** Route 53 zones that hold the hosts: records, and the proof of certificates, are written there. */
export const hostedZoneCheck: Check = {
  name: 'hosted-zone',
  title: 'hosted zone',
  after: ['credentials'],
  async look(snapshot) {
    const found = new Map<string, string>();
    const findings = await eachOf(snapshot.members, (member) => zoneOf(member, snapshot, found));
    return [...findings, ...differing(found)];
  },
};

async function zoneOf(
  { label, domain, values }: Member,
  { ports }: Snapshot,
  found: Map<string, string>,
): Promise<Finding> {
  const named = values.hostedZoneId;
  const id = named ?? (await ports.account.hostedZone(domain));
  if (id === undefined) {
    return fault(
      `no public zone of this account holds ${domain}`,
      `Create a hosted zone for ${domain} or a domain above it and delegate to it, or set ${label === 'previews' ? 'preview' : label}.hostedZoneId.`,
    );
  }
  if (named === undefined) found.set(domain, id);
  const zone = await ports.zones.zone(id);
  if (zone === undefined) return fault(`this account has no zone ${id}`, 'Correct `hostedZoneId` in the settings.');
  const saw = `${domain} is in the zone ${zone.name} (${id}${named === undefined ? ', found' : ''})`;
  if (!zone.public) return fault(`${saw}, which is private`, 'Set `hostedZoneId` to a public zone.');
  if (domain === zone.name || domain.endsWith(`.${zone.name}`)) return ok(saw);
  return fault(
    `the zone ${zone.name} (${id}) does not hold ${domain}`,
    'Set `hostedZoneId` to the zone of the domain.',
  );
}

/** deploy-application takes one zone that it finds for a stage and its previews. */
function differing(found: ReadonlyMap<string, string>): readonly Finding[] {
  const zones = [...new Set(found.values())];
  if (zones.length <= 1) return [];
  const saw = `${[...found.keys()].join(' and ')} are in two zones: ${zones.join(', ')}`;
  return [fault(saw, 'Set `hostedZoneId` for one of them in the settings.')];
}
