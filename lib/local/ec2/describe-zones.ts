import { AwsError } from '../http/aws-error';
import type { QueryParams } from '../http/query-params';
import { choose } from './filters';

/** DescribeAvailabilityZones, by name, id and filter. */
export function describeZones(params: QueryParams, names: readonly string[]): object {
  const zones = zonesOf(names);
  const asked = params.texts('ZoneName');
  const unknown = asked.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new AwsError('InvalidParameterValue', `Invalid availability zone: [${unknown.join(', ')}]`);
  }
  const found = choose(params, 'ZoneId', 'InvalidParameterValue', zones, {
    id: ({ zoneId }) => zoneId,
    fields: {
      'group-name': ({ groupName }) => groupName,
      'network-border-group': ({ networkBorderGroup }) => networkBorderGroup,
      'opt-in-status': ({ optInStatus }) => optInStatus,
      'region-name': ({ regionName }) => regionName,
      state: ({ zoneState }) => zoneState,
      'zone-id': ({ zoneId }) => zoneId,
      'zone-name': ({ zoneName }) => zoneName,
      'zone-type': ({ zoneType }) => zoneType,
    },
  });
  return { availabilityZoneInfo: found.filter(({ zoneName }) => asked.length === 0 || asked.includes(zoneName)) };
}

/** Zones as EC2 shows them. */
export function zonesOf(names: readonly string[]) {
  return names.map((zoneName, index) => {
    const regionName = zoneName.slice(0, -1);
    return {
      ...{ zoneName, regionName, zoneId: `${shortName(regionName)}-az${index + 1}`, zoneType: 'availability-zone' },
      ...{ zoneState: 'available', optInStatus: 'opt-in-not-required', messageSet: [] },
      ...{ groupName: `${regionName}-zg-1`, networkBorderGroup: regionName },
    };
  });
}

/** `euc1` of eu-central-1, `apse2` of ap-southeast-2: the beginning of the ids of its zones. */
function shortName(region: string): string {
  const [area = '', ...words] = region.split('-');
  const directions = words.map((word) => word.replace(/^(north|south)(east|west)$/, (_, a, b) => a[0] + b[0]));
  return area + directions.map((word) => (word.length > 2 ? word[0] : word)).join('');
}
