import { AwsError } from '../http/aws-error';
import { randomLetters, upperAndDigits } from '../resource/random-letters';
import type { Journal } from '../state/journal';
import { checkRecord } from './check-record';
import { followRecords } from './follow-records';
import { compareNames, plainName } from './record-name';
import type { Zone, ZoneRecord, Zones } from './zones';

const documentName = 'zones';
const servers = ['ns-1.local.invalid', 'ns-2.local.invalid'];

interface KeptZone extends Zone {
  readonly records: ZoneRecord[];
}

export function openZones(options: { readonly journal: Journal }): Zones {
  const store = new ZoneStore(options.journal);
  if (!store.zones().some(({ name }) => name === 'localhost')) {
    store.createZone('localhost', 'Names that every browser takes for this machine');
  }
  return store;
}

class ZoneStore implements Zones {
  private readonly kept: Record<string, KeptZone>;

  constructor(private readonly journal: Journal) {
    this.kept = journal.document<Record<string, KeptZone>>(documentName, () => ({}));
  }

  createZone(name: string, comment?: string): string {
    const id = `Z${randomLetters(20, upperAndDigits)}`;
    const plain = plainName(name);
    const soa = `${servers[0]}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400`;
    const records = [
      { name: plain, type: 'NS', values: servers.map((server) => `${server}.`), alias: false, ttl: 172800 },
      { name: plain, type: 'SOA', values: [soa], alias: false, ttl: 900 },
    ];
    this.kept[id] = { id, name: plain, comment, records };
    this.changed();
    return id;
  }

  deleteZone(zoneId: string): void {
    const id = bareId(zoneId);
    const zone = this.kept[id];
    if (zone?.records.some((record) => !isZonesOwn(zone, record))) {
      throw new AwsError(
        'HostedZoneNotEmpty',
        'The specified hosted zone contains non-required resource record sets and so cannot be deleted.',
      );
    }
    delete this.kept[id];
    this.changed();
  }

  zones(): readonly Zone[] {
    return Object.values(this.kept).map(({ id, name, comment }) => ({ id, name, comment }));
  }

  nameServers(zoneId: string): readonly string[] {
    this.zone(zoneId);
    return servers;
  }

  createRecord(zoneId: string, given: ZoneRecord): void {
    const zone = this.zone(zoneId);
    const record = { ...given, name: plainName(given.name) };
    checkRecord(zone, record);
    if (zone.records.some((other) => other.name === record.name && other.type === record.type)) {
      throw new AwsError(
        'InvalidChangeBatch',
        `[Tried to create resource record set [name='${record.name}.', type='${record.type}'] but it already exists]`,
      );
    }
    zone.records.push(record);
    this.changed();
  }

  upsertRecord(zoneId: string, given: ZoneRecord): void {
    const zone = this.zone(zoneId);
    const record = { ...given, name: plainName(given.name) };
    checkRecord(zone, record);
    const at = zone.records.findIndex((other) => other.name === record.name && other.type === record.type);
    zone.records.splice(at === -1 ? zone.records.length : at, at === -1 ? 0 : 1, record);
    this.changed();
  }

  deleteRecord(zoneId: string, name: string, type: string): void {
    const zone = this.kept[bareId(zoneId)];
    const plain = plainName(name);
    const at = zone?.records.findIndex((record) => record.name === plain && record.type === type) ?? -1;
    if (zone && at !== -1) {
      zone.records.splice(at, 1);
      this.changed();
    }
  }

  records(zoneId: string): readonly ZoneRecord[] {
    return [...this.zone(zoneId).records].sort(
      (left, right) => compareNames(left.name, right.name) || (left.type < right.type ? -1 : 1),
    );
  }

  resolve(host: string): string | undefined {
    return followRecords(Object.values(this.kept), host);
  }

  private zone(zoneId: string): KeptZone {
    const id = bareId(zoneId);
    const zone = Object.hasOwn(this.kept, id) ? this.kept[id] : undefined;
    if (!zone) {
      throw new AwsError('NoSuchHostedZone', `No hosted zone found with ID: ${id}`, 404);
    }
    return zone;
  }

  private changed(): void {
    this.journal.changed(documentName);
  }
}

/** Whether the record came with the zone. */
function isZonesOwn(zone: Zone, record: ZoneRecord): boolean {
  return record.name === zone.name && (record.type === 'NS' || record.type === 'SOA');
}

function bareId(zoneId: string): string {
  return zoneId.replace(/^\/?hostedzone\//, '');
}
