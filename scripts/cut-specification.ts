import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, Resource, SpecDatabase } from '@aws-cdk/service-spec-types';
import type {
  PropertySpecification,
  PropertySpecifications,
  ResourceSpecification,
  ValueType,
} from '../lib/local/specification/specification-shape';

/** The resource types that templates of ours, of the CDK and of the AWS CLI's users need on one machine. */
const types = [
  'AWS::CertificateManager::Certificate',
  'AWS::CloudFormation::WaitConditionHandle',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::ElasticBeanstalk::Application',
  'AWS::ElasticBeanstalk::ApplicationVersion',
  'AWS::ElasticBeanstalk::ConfigurationTemplate',
  'AWS::ElasticBeanstalk::Environment',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::ListenerCertificate',
  'AWS::ElasticLoadBalancingV2::ListenerRule',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::OIDCProvider',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Logs::LogGroup',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBParameterGroup',
  'AWS::RDS::DBSubnetGroup',
  'AWS::Route53::HostedZone',
  'AWS::Route53::RecordSet',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::Parameter',
  'AWS::SecretsManager::Secret',
  'AWS::SecretsManager::SecretTargetAttachment',
];

/** Our slice of AWS's resource specification: loading all of it takes most of a second and 180 MB. */
export function cutSpecification(): Record<string, ResourceSpecification> {
  const database = loadAwsServiceSpecSync();
  return Object.fromEntries(
    types.map((type) => [
      type,
      cutResource(database, database.lookup('resource', 'cloudFormationType', 'equals', type).only()),
    ]),
  );
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
