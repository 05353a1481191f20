import { isIP } from 'node:net';
import { plainName } from './record-name';
import type { ZoneRecord } from './zones';

interface Source {
  readonly name: string;
  readonly records: readonly ZoneRecord[];
}

/** Where a host name leads in the end: an address, or a name that no zone here knows. Undefined when it exists nowhere. */
export function followRecords(zones: readonly Source[], host: string): string | undefined {
  let name = plainName(host);
  // A chain longer than this is a circle.
  for (let steps = 0; steps < 10; steps += 1) {
    const target = lookUp(zones, name);
    if (target === undefined) {
      // A name out of an alias or CNAME may belong to a balancer, which is in no zone.
      return steps === 0 || zoneOf(zones, name) ? undefined : name;
    }
    if (isIP(target)) {
      return target;
    }
    name = plainName(target);
  }
  return undefined;
}

function lookUp(zones: readonly Source[], name: string): string | undefined {
  const zone = zoneOf(zones, name);
  const leading = zone?.records.filter(({ type }) => type === 'A' || type === 'AAAA' || type === 'CNAME') ?? [];
  const exact = leading.find((record) => record.name === name);
  if (exact || zone?.records.some((record) => record.name === name)) {
    return exact?.values[0];
  }
  for (let parent = parentOf(name); parent !== ''; parent = parentOf(parent)) {
    const wildcard = leading.find((record) => record.name === `*.${parent}`);
    if (wildcard) {
      return wildcard.values[0];
    }
    if (zone?.records.some((record) => record.name === parent)) {
      // A wildcard does not reach past a name that exists.
      return undefined;
    }
  }
  return undefined;
}

function zoneOf(zones: readonly Source[], name: string): Source | undefined {
  const [zone] = zones
    .filter((one) => name === one.name || name.endsWith(`.${one.name}`))
    .sort((left, right) => right.name.length - left.name.length);
  return zone;
}

function parentOf(name: string): string {
  const dot = name.indexOf('.');
  return dot === -1 ? '' : name.slice(dot + 1);
}
