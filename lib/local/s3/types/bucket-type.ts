import { AwsError } from '../../http/aws-error';
import { generatedName } from '../../resource/generated-name';
import { recordOf, textOf } from '../../resource/read-property';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../resource/resource-type';
import type { BucketDocument, S3State } from '../store/object-store';
import { bucketDocuments } from './s3-documents';
import { s3Failure } from './s3-failure';

const understood = [
  'AccessControl',
  'BucketEncryption',
  'BucketName',
  'CorsConfiguration',
  'LifecycleConfiguration',
  'LoggingConfiguration',
  'OwnershipControls',
  'PublicAccessBlockConfiguration',
  'Tags',
  'VersioningConfiguration',
];

export const s3Bucket: ResourceType<S3State> = {
  type: 'AWS::S3::Bucket',
  nameProperty: 'BucketName',
  mode: 'run',
  async create(context, properties) {
    const name = textOf(properties, 'BucketName') ?? generatedName(context, 63).toLowerCase();
    checkUnderstood(properties);
    checkLogTarget(context, properties);
    if (context.world.s3.hasBucket(name)) {
      throw new AwsError('AlreadyExists', `${name} already exists`);
    }
    try {
      await context.world.s3.createBucket(name, {
        ...{ region: context.region, tags: context.tags },
        versioning: versioningOf(properties),
      });
    } catch (error) {
      throw s3Failure(error);
    }
    setDocuments(context, name, properties);
    return stateOf(name, context.region);
  },
  async update(context, former, properties, formerProperties) {
    const { s3 } = context.world;
    const name = former.physicalId;
    checkUnderstood(properties);
    checkLogTarget(context, properties);
    try {
      // Versioning that was on can only be suspended.
      const versioning = versioningOf(properties) ?? (versioningOf(formerProperties) ? 'Suspended' : undefined);
      await (versioning && s3.setVersioning(name, versioning));
      s3.setTags(name, context.tags);
      setDocuments(context, name, properties);
    } catch (error) {
      throw s3Failure(error);
    }
    return stateOf(name, context.region);
  },
  async delete({ world }, former) {
    try {
      await world.s3.deleteBucket(former.physicalId);
    } catch (error) {
      if (!(error instanceof AwsError && error.code === 'NoSuchBucket')) {
        throw s3Failure(error);
      }
    }
  },
};

function checkUnderstood(properties: Properties): void {
  const strange = Object.keys(properties).filter((name) => !understood.includes(name));
  if (strange.length > 0) {
    throw new AwsError('NotImplemented', `The embedded endpoint has no ${strange.join(', ')} for buckets`);
  }
}

/** Nothing is logged, but a bucket that is not there is refused as on AWS. */
function checkLogTarget({ world }: ResourceContext<S3State>, properties: Properties): void {
  const target = textOf(recordOf(properties, 'LoggingConfiguration') ?? {}, 'DestinationBucketName');
  if (target !== undefined && !world.s3.hasBucket(target)) {
    throw new AwsError('InvalidRequest', 'The target bucket for logging does not exist');
  }
}

function versioningOf(properties: Properties): 'Enabled' | 'Suspended' | undefined {
  const configuration = recordOf(properties, 'VersioningConfiguration');
  const status = configuration && textOf(configuration, 'Status');
  return status === 'Enabled' || status === 'Suspended' ? status : undefined;
}

function setDocuments({ world }: ResourceContext<S3State>, name: string, properties: Properties): void {
  for (const [document, text] of Object.entries(bucketDocuments(properties))) {
    world.s3.setDocument(name, document as BucketDocument, text);
  }
}

function stateOf(name: string, region: string): ResourceState {
  return {
    physicalId: name,
    attributes: {
      Arn: `arn:aws:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      WebsiteURL: `http://${name}.s3-website.${region}.amazonaws.com`,
    },
  };
}
