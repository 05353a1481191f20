import { AwsError } from '../http/aws-error';
import { numberOf, recordOf, requiredText, textOf, textsOf } from '../resource/read-property';
import type { Properties, ResourceContext, ResourceType } from '../resource/resource-type';
import { plainName } from './record-name';
import type { Route53State, ZoneRecord } from './zones';

const routings = [
  'CidrRoutingConfig',
  'Failover',
  'GeoLocation',
  'GeoProximityLocation',
  'MultiValueAnswer',
  'Region',
  'Weight',
];

/** A name that the endpoint's host routing really follows. */
export const route53RecordSet: ResourceType<Route53State> = {
  type: 'AWS::Route53::RecordSet',
  mode: 'run',

  async create(context, properties) {
    const record = recordFrom(properties);
    context.world.zones.createRecord(zoneOf(context, properties), record);
    return { physicalId: record.name, attributes: {} };
  },

  async update(context, _former, properties, formerProperties) {
    const zone = zoneOf(context, properties);
    const record = recordFrom(properties);
    const formerType = requiredText(formerProperties, 'Type');
    if (formerType !== record.type) {
      context.world.zones.deleteRecord(zone, record.name, formerType);
    }
    context.world.zones.upsertRecord(zone, record);
    return { physicalId: record.name, attributes: {} };
  },

  async delete(context, former, properties) {
    const zone = findZone(context, properties);
    if (zone !== undefined) {
      context.world.zones.deleteRecord(zone, former.physicalId, requiredText(properties, 'Type'));
    }
  },
};

function recordFrom(properties: Properties): ZoneRecord {
  const routing = routings.find((name) => properties[name] !== undefined);
  if (routing) {
    throw new AwsError('GeneralServiceException', `The local endpoint routes no record by ${routing}`);
  }
  const name = plainName(requiredText(properties, 'Name'));
  const type = requiredText(properties, 'Type');
  const alias = recordOf(properties, 'AliasTarget');
  if (alias) {
    const values = [plainName(requiredText(alias, 'DNSName'))];
    return { name, type, values, alias: true, aliasZoneId: textOf(alias, 'HostedZoneId') };
  }
  const ttl = numberOf(properties, 'TTL');
  if (ttl === undefined) {
    throw new AwsError(
      'InvalidInput',
      `Invalid request: Missing field 'TTL' in Change with [Action=CREATE, Name=${name}., Type=${type}, SetIdentifier=null]`,
    );
  }
  return { name, type, values: textsOf(properties, 'ResourceRecords'), alias: false, ttl };
}

function zoneOf(context: ResourceContext<Route53State>, properties: Properties): string {
  const zone = findZone(context, properties);
  if (zone === undefined) {
    throw new AwsError('NotFound', `No hosted zones named ${textOf(properties, 'HostedZoneName')} found`);
  }
  return zone;
}

/** Undefined when it was named and no zone bears the name. Throws AwsError when several do. */
function findZone({ world }: ResourceContext<Route53State>, properties: Properties): string | undefined {
  const id = textOf(properties, 'HostedZoneId');
  if (id !== undefined) {
    return id;
  }
  const name = textOf(properties, 'HostedZoneName');
  if (name === undefined) {
    throw new AwsError('InvalidRequest', 'Either HostedZoneId or HostedZoneName must be given');
  }
  const found = world.zones.zones().filter((zone) => zone.name === plainName(name));
  if (found.length > 1) {
    throw new AwsError('InvalidRequest', `Found multiple hosted zones named ${name}; name the zone by its id`);
  }
  return found[0]?.id;
}
