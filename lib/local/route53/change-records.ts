import { AwsError } from '../http/aws-error';
import { elementOf, elementsOf, textOf, type XmlElement } from '../http/parse-xml';
import { plainName } from './record-name';
import type { ZoneRecord, Zones } from './zones';

/** The body of ChangeResourceRecordSets: all changes or none. Throws AwsError InvalidChangeBatch. */
export function changeRecords(zones: Zones, zoneId: string, body: XmlElement): void {
  const batch = elementOf(body, 'ChangeBatch');
  const list = batch && elementOf(batch, 'Changes');
  const undo: (() => void)[] = [];
  try {
    for (const change of list ? elementsOf(list, 'Change') : []) {
      const record = recordOf(elementOf(change, 'ResourceRecordSet') ?? {});
      const former = zones.records(zoneId).find((one) => one.name === record.name && one.type === record.type);
      apply(zones, zoneId, textOf(change, 'Action') ?? '', record, former);
      undo.unshift(() => {
        zones.deleteRecord(zoneId, record.name, record.type);
        if (former) {
          zones.createRecord(zoneId, former);
        }
      });
    }
  } catch (error) {
    for (const step of undo) {
      step();
    }
    throw error;
  }
}

function apply(zones: Zones, zoneId: string, action: string, record: ZoneRecord, former: ZoneRecord | undefined): void {
  switch (action) {
    case 'CREATE':
      zones.createRecord(zoneId, record);
      break;
    case 'UPSERT':
      zones.upsertRecord(zoneId, record);
      break;
    case 'DELETE':
      if (!former) {
        refuse(record, 'it was not found');
      }
      if ([...former.values].sort().join('\n') !== [...record.values].sort().join('\n') || former.ttl !== record.ttl) {
        refuse(record, 'the values provided do not match the current values');
      }
      zones.deleteRecord(zoneId, record.name, record.type);
      break;
    default:
      throw new AwsError('InvalidInput', `Invalid action: ${action}`);
  }
}

function refuse({ name, type }: ZoneRecord, reason: string): never {
  throw new AwsError(
    'InvalidChangeBatch',
    `[Tried to delete resource record set [name='${name}.', type='${type}'] but ${reason}]`,
  );
}

function recordOf(element: XmlElement): ZoneRecord {
  const name = plainName(textOf(element, 'Name') ?? '');
  const type = textOf(element, 'Type') ?? '';
  const alias = elementOf(element, 'AliasTarget');
  if (alias) {
    const values = [plainName(textOf(alias, 'DNSName') ?? '')];
    return { name, type, values, alias: true, aliasZoneId: textOf(alias, 'HostedZoneId') };
  }
  const list = elementOf(element, 'ResourceRecords');
  const values = (list ? elementsOf(list, 'ResourceRecord') : []).map((one) => textOf(one, 'Value') ?? '');
  return { name, type, values, alias: false, ttl: Number(textOf(element, 'TTL')) };
}
