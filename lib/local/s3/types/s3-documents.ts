import { renderXml } from '../../http/render-xml';
import { flagOf, recordOf, recordsOf, textOf, textsOf } from '../../resource/read-property';
import type { Properties } from '../../resource/resource-type';
import type { BucketDocument } from '../store/object-store';

/** The sub-resources of a bucket that a template sets, as the wire carries them; undefined for those it does not set. */
export function bucketDocuments(properties: Properties): Partial<Record<BucketDocument, string>> {
  const block = recordOf(properties, 'PublicAccessBlockConfiguration');
  const encryption = recordOf(properties, 'BucketEncryption');
  const lifecycle = recordOf(properties, 'LifecycleConfiguration');
  const ownership = recordOf(properties, 'OwnershipControls');
  const cors = recordOf(properties, 'CorsConfiguration');
  const logging = recordOf(properties, 'LoggingConfiguration');
  return {
    publicAccessBlock: block && draw('PublicAccessBlockConfiguration', drawBlock(block)),
    encryption:
      encryption &&
      draw('ServerSideEncryptionConfiguration', {
        Rule: recordsOf(encryption, 'ServerSideEncryptionConfiguration').map(drawEncryption),
      }),
    lifecycle: lifecycle && draw('LifecycleConfiguration', { Rule: recordsOf(lifecycle, 'Rules').map(drawLifecycle) }),
    ownershipControls: ownership && draw('OwnershipControls', { Rule: recordsOf(ownership, 'Rules') }),
    logging: logging && draw('BucketLoggingStatus', { LoggingEnabled: drawLogging(logging) }),
    cors: cors && draw('CORSConfiguration', { CORSRule: recordsOf(cors, 'CorsRules').map(drawCors) }),
  };
}

function draw(root: string, body: object): string {
  return renderXml(root, body, { xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/', member: '' });
}

function drawBlock(block: Properties): object {
  const names = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];
  return Object.fromEntries(names.map((name) => [name, flagOf(block, name) ?? false]));
}

function drawEncryption(rule: Properties): object {
  return {
    ApplyServerSideEncryptionByDefault: recordOf(rule, 'ServerSideEncryptionByDefault'),
    BucketKeyEnabled: flagOf(rule, 'BucketKeyEnabled') ?? false,
  };
}

function drawLifecycle(rule: Properties): object {
  const expiration = {
    Date: textOf(rule, 'ExpirationDate'),
    Days: textOf(rule, 'ExpirationInDays'),
    ExpiredObjectDeleteMarker: textOf(rule, 'ExpiredObjectDeleteMarker'),
  };
  const days = textOf(rule, 'NoncurrentVersionExpirationInDays');
  const tags = recordsOf(rule, 'TagFilters');
  const prefix = textOf(rule, 'Prefix') ?? '';
  return {
    ID: textOf(rule, 'Id'),
    Filter: tags.length > 0 ? { And: { Prefix: prefix, Tag: tags } } : { Prefix: prefix },
    Status: textOf(rule, 'Status'),
    Expiration: Object.values(expiration).some((one) => one !== undefined) ? expiration : undefined,
    NoncurrentVersionExpiration:
      recordOf(rule, 'NoncurrentVersionExpiration') ?? (days === undefined ? undefined : { NoncurrentDays: days }),
    AbortIncompleteMultipartUpload: recordOf(rule, 'AbortIncompleteMultipartUpload'),
    Transition: recordsOf(rule, 'Transitions').map((one) => ({
      Date: textOf(one, 'TransitionDate'),
      Days: textOf(one, 'TransitionInDays'),
      StorageClass: textOf(one, 'StorageClass'),
    })),
  };
}

function drawLogging(logging: Properties): object {
  return {
    TargetBucket: textOf(logging, 'DestinationBucketName'),
    TargetPrefix: textOf(logging, 'LogFilePrefix') ?? '',
  };
}

function drawCors(rule: Properties): object {
  return {
    ID: textOf(rule, 'Id'),
    AllowedOrigin: textsOf(rule, 'AllowedOrigins'),
    AllowedMethod: textsOf(rule, 'AllowedMethods'),
    AllowedHeader: textsOf(rule, 'AllowedHeaders'),
    ExposeHeader: textsOf(rule, 'ExposedHeaders'),
    MaxAgeSeconds: textOf(rule, 'MaxAge'),
  };
}
