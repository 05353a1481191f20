import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, Resource, SpecDatabase } from '@aws-cdk/service-spec-types';
import { resourceTypes } from '../lib/local/services';
import type { RecordableSpecification } from '../lib/local/specification/every-type';
import type {
  PropertySpecification,
  PropertySpecifications,
  ResourceSpecification,
  ValueType,
} from '../lib/local/specification/specification-shape';

/** AWS specifies all other types of the endpoint, and a custom resource has any properties. */
const withoutSpecification: readonly string[] = ['AWS::CDK::Metadata', 'AWS::CloudFormation::CustomResource'];

/** Our slice of AWS's resource specification: loading all of it takes most of a second and 180 MB. */
export function cutSpecification(database = loadAwsServiceSpecSync()): Record<string, ResourceSpecification> {
  return Object.fromEntries(
    [...resourceTypes.keys()]
      .filter((type) => !withoutSpecification.includes(type))
      .sort()
      .map((type) => [
        type,
        cutResource(database, database.lookup('resource', 'cloudFormationType', 'equals', type).only()),
      ]),
  );
}

/**
 * AWS's specification of every type that the endpoint does not have, with what values are made up from. Types that need a transform are
 * left out: CloudFormation never sees them.
 */
export function cutOtherTypes(database = loadAwsServiceSpecSync()): Record<string, RecordableSpecification> {
  return Object.fromEntries(
    database
      .all('resource')
      .filter(({ cloudFormationType: type, cloudFormationTransform: transform }) => {
        return !resourceTypes.has(type) && transform === undefined && !type.startsWith('AWS::Serverless::');
      })
      .map((resource): [string, RecordableSpecification] => [
        resource.cloudFormationType,
        { ...cutResource(database, resource), ...cutIdentity(resource) },
      ])
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

function cutIdentity(resource: Resource): Pick<RecordableSpecification, 'identifier' | 'arn' | 'kinds'> {
  const { cfnRefIdentifier, primaryIdentifier, arnTemplate, attributes } = resource;
  const kinds = Object.entries(attributes).flatMap(
    ([name, { type }]): [string, 'list' | 'number' | 'boolean' | 'object'][] => {
      if (type.type === 'array') return [[name, 'list']];
      if (type.type === 'integer' || type.type === 'number') return [[name, 'number']];
      if (type.type === 'boolean') return [[name, 'boolean']];
      return type.type === 'ref' || type.type === 'map' || type.type === 'json' ? [[name, 'object']] : [];
    },
  );
  return {
    identifier: (cfnRefIdentifier ?? primaryIdentifier ?? []).map((path) => path.replaceAll('/', '.')),
    ...(arnTemplate === undefined ? {} : { arn: arnTemplate }),
    ...(kinds.length === 0 ? {} : { kinds: Object.fromEntries(kinds.sort()) }),
  };
}

function cutResource(database: SpecDatabase, resource: Resource): ResourceSpecification {
  const nested = database.follow('usesType', resource).map(({ entity }) => entity);
  return {
    properties: cutProperties(database, resource.properties),
    types: Object.fromEntries(
      nested
        .map((definition) => [definition.name, cutProperties(database, definition.properties)] as const)
        .sort(([left], [right]) => (left < right ? -1 : 1)),
    ),
    attributes: Object.keys(resource.attributes).sort(),
    ...(resource.tagInformation ? { tagProperty: resource.tagInformation.tagPropertyName } : {}),
  };
}

function cutProperties(database: SpecDatabase, properties: Readonly<Record<string, Property>>): PropertySpecifications {
  return Object.fromEntries(
    Object.entries(properties)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, property]) => [name, cutProperty(database, property)]),
  );
}

function cutProperty(database: SpecDatabase, property: Property): PropertySpecification {
  const types = [property.type, ...(property.previousTypes ?? [])].map((type) => cutType(database, type));
  const different = [...new Map(types.map((type) => [JSON.stringify(type), type])).values()];
  const replaces = property.causesReplacement;
  return {
    type: different.length === 1 && different[0] !== undefined ? different[0] : { oneOf: different },
    ...(property.required ? { required: true } : {}),
    ...(replaces === 'yes' || replaces === 'maybe' ? { replaces } : {}),
  };
}

function cutType(database: SpecDatabase, type: PropertyType): ValueType {
  switch (type.type) {
    case 'string':
      return type.allowedValues ? { enum: type.allowedValues } : 'string';
    case 'integer':
      return type.allowedValues ? { enum: type.allowedValues } : 'integer';
    case 'number':
    case 'boolean':
    case 'tag':
      return type.type;
    case 'array':
      return { list: cutType(database, type.element) };
    case 'map':
      return { map: cutType(database, type.element) };
    case 'ref':
      return { ref: database.get('typeDefinition', type.reference).name };
    case 'union':
      return { oneOf: type.types.map((member) => cutType(database, member)) };
    case 'date-time':
      return 'string';
    default:
      return 'json';
  }
}
