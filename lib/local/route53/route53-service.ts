import { AwsError } from '../http/aws-error';
import { pageOf } from '../http/page';
import { elementOf, textOf } from '../http/parse-xml';
import { restXmlService } from '../http/rest/rest-xml-service';
import type { Service } from '../http/service';
import type { Journal } from '../state/journal';
import { changeRecords } from './change-records';
import { compareNames, plainName, writtenName } from './record-name';
import type { Route53State, Zone, ZoneRecord } from './zones';

/** Route 53 over the wire. A change is in sync as soon as it is made. */
export function zonesService({ zones, journal }: Route53State & { readonly journal: Pick<Journal, 'now'> }): Service {
  const draw = (zone: Zone) => ({
    Id: `/hostedzone/${zone.id}`,
    Name: `${zone.name}.`,
    CallerReference: zone.id,
    Config: { Comment: zone.comment, PrivateZone: false },
    ResourceRecordSetCount: zones.records(zone.id).length,
  });
  const find = (id: string) => {
    const zone = zones.zones().find((one) => one.id === id);
    if (!zone) {
      throw new AwsError('NoSuchHostedZone', `No hosted zone found with ID: ${id}`, 404);
    }
    return zone;
  };
  return restXmlService({
    scopes: ['route53'],
    xmlns: 'https://route53.amazonaws.com/doc/2013-04-01/',
    members: {
      HostedZones: 'HostedZone',
      ResourceRecordSets: 'ResourceRecordSet',
      ResourceRecords: 'ResourceRecord',
      NameServers: 'NameServer',
      Tags: 'Tag',
    },
    routes: [
      {
        method: 'GET',
        path: '/2013-04-01/hostedzone',
        operation: 'ListHostedZones',
        handle({ request: { query } }) {
          const MaxItems = sizeOf(query);
          const marker = query.get('marker') ?? undefined;
          const { items, next } = pageOf(zones.zones(), {
            token: marker,
            size: MaxItems,
            invalidToken: 'InvalidInput',
          });
          return {
            body: {
              HostedZones: items.map(draw),
              Marker: marker,
              IsTruncated: next !== undefined,
              NextMarker: next,
              MaxItems,
            },
          };
        },
      },
      {
        method: 'GET',
        path: '/2013-04-01/hostedzonesbyname',
        operation: 'ListHostedZonesByName',
        handle({ request: { query } }) {
          const size = sizeOf(query);
          const name = query.get('dnsname') ?? undefined;
          const sorted = [...zones.zones()].sort(
            (left, right) => compareNames(left.name, right.name) || (left.id < right.id ? -1 : 1),
          );
          const after = query.get('hostedzoneid') ?? '';
          const wanted = sorted.filter((zone) => {
            const order = name === undefined ? 1 : compareNames(zone.name, plainName(name));
            return order > 0 || (order === 0 && zone.id >= after);
          });
          const next = wanted[size];
          return {
            body: {
              HostedZones: wanted.slice(0, size).map(draw),
              DNSName: name,
              IsTruncated: next !== undefined,
              NextDNSName: next && `${next.name}.`,
              NextHostedZoneId: next?.id,
              MaxItems: size,
            },
          };
        },
      },
      {
        method: 'GET',
        path: '/2013-04-01/hostedzone/{Id}',
        operation: 'GetHostedZone',
        handle: ({ path }) => ({
          body: {
            HostedZone: draw(find(path.Id ?? '')),
            DelegationSet: { NameServers: zones.nameServers(path.Id ?? '') },
          },
        }),
      },
      {
        method: 'POST',
        path: '/2013-04-01/hostedzone',
        operation: 'CreateHostedZone',
        status: 201,
        async handle({ xml }) {
          const body = await xml();
          const config = elementOf(body, 'HostedZoneConfig');
          const id = zones.createZone(textOf(body, 'Name') ?? '', config && textOf(config, 'Comment'));
          return {
            headers: { location: `https://route53.amazonaws.com/2013-04-01/hostedzone/${id}` },
            body: {
              HostedZone: draw(find(id)),
              ChangeInfo: changeInfo(journal),
              DelegationSet: { NameServers: zones.nameServers(id) },
            },
          };
        },
      },
      {
        method: 'DELETE',
        path: '/2013-04-01/hostedzone/{Id}',
        operation: 'DeleteHostedZone',
        handle({ path }) {
          const { id } = find(path.Id ?? '');
          zones.deleteZone(id);
          return { body: { ChangeInfo: changeInfo(journal) } };
        },
      },
      {
        method: 'GET',
        path: '/2013-04-01/hostedzone/{Id}/rrset',
        operation: 'ListResourceRecordSets',
        handle({ path, request: { query } }) {
          const size = sizeOf(query);
          const name = query.get('name');
          const type = query.get('type') ?? '';
          const wanted = zones.records(find(path.Id ?? '').id).filter((record) => {
            const order = name === null ? 1 : compareNames(record.name, plainName(name));
            return order > 0 || (order === 0 && record.type >= type);
          });
          const next = wanted[size];
          return {
            body: {
              ResourceRecordSets: wanted.slice(0, size).map(drawRecord),
              IsTruncated: next !== undefined,
              NextRecordName: next && writtenName(next.name),
              NextRecordType: next?.type,
              MaxItems: size,
            },
          };
        },
      },
      {
        method: 'POST',
        path: '/2013-04-01/hostedzone/{Id}/rrset',
        operation: 'ChangeResourceRecordSets',
        async handle({ path, xml }) {
          const body = await xml();
          const { id } = find(path.Id ?? '');
          changeRecords(zones, id, body);
          return { body: { ChangeInfo: changeInfo(journal) } };
        },
      },
      {
        method: 'GET',
        path: '/2013-04-01/change/{Id}',
        operation: 'GetChange',
        handle: ({ path }) => ({ body: { ChangeInfo: { ...changeInfo(journal), Id: `/change/${path.Id}` } } }),
      },
      {
        method: 'GET',
        path: '/2013-04-01/tags/{Type}/{Id}',
        operation: 'ListTagsForResource',
        handle: ({ path }) => ({
          body: { ResourceTagSet: { ResourceType: path.Type, ResourceId: find(path.Id ?? '').id, Tags: [] } },
        }),
      },
    ],
  });
}

function drawRecord(record: ZoneRecord): object {
  const head = { Name: writtenName(record.name), Type: record.type };
  if (record.alias) {
    const target = { HostedZoneId: record.aliasZoneId, DNSName: `${record.values[0]}.`, EvaluateTargetHealth: false };
    return { ...head, AliasTarget: target };
  }
  return { ...head, TTL: record.ttl, ResourceRecords: record.values.map((Value) => ({ Value })) };
}

function changeInfo(journal: Pick<Journal, 'now'>): object {
  const now = journal.now();
  return { Id: `/change/C${now}`, Status: 'INSYNC', SubmittedAt: new Date(now) };
}

function sizeOf(query: URLSearchParams): number {
  return Math.min(Math.max(Number(query.get('maxitems') ?? 300) || 300, 1), 300);
}
