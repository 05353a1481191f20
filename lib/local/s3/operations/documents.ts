import type { BucketDocument } from '../store/object-store';

export interface DocumentKind {
  /** `BucketPolicy` in GetBucketPolicy. */
  readonly name: string;
  /** Name of the operation of `DELETE`; false for a setting that cannot be deleted. @default Delete and the name */
  readonly deletion?: string | false;
  /** What a bucket without it answers: a document, or an error with status 404. */
  readonly absent: { readonly xml: string } | { readonly code: string; readonly message: string };
  /** The error after it was deleted. @default what `absent` says */
  readonly deleted?: { readonly code: string; readonly message: string };
}

const xml = (root: string, inner = '') => ({
  xml: `<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</${root}>`,
});

const allBlocked =
  '<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>' +
  '<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>';
const aes =
  '<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault>' +
  '<BucketKeyEnabled>false</BucketKeyEnabled></Rule>';

/** Sub-resources of a bucket that are kept and given back, and what AWS answers for a bucket as it is made today. */
export const documents: Readonly<Record<BucketDocument, DocumentKind>> = {
  accelerate: { name: 'BucketAccelerateConfiguration', deletion: false, absent: xml('AccelerateConfiguration') },
  cors: {
    name: 'BucketCors',
    absent: { code: 'NoSuchCORSConfiguration', message: 'The CORS configuration does not exist' },
  },
  encryption: { name: 'BucketEncryption', absent: xml('ServerSideEncryptionConfiguration', aes) },
  lifecycle: {
    name: 'BucketLifecycleConfiguration',
    deletion: 'DeleteBucketLifecycle',
    absent: { code: 'NoSuchLifecycleConfiguration', message: 'The lifecycle configuration does not exist' },
  },
  logging: { name: 'BucketLogging', deletion: false, absent: xml('BucketLoggingStatus') },
  notification: {
    name: 'BucketNotificationConfiguration',
    deletion: false,
    absent: xml('NotificationConfiguration'),
  },
  'object-lock': {
    name: 'ObjectLockConfiguration',
    deletion: false,
    absent: {
      code: 'ObjectLockConfigurationNotFoundError',
      message: 'Object Lock configuration does not exist for this bucket',
    },
  },
  ownershipControls: {
    name: 'BucketOwnershipControls',
    absent: xml('OwnershipControls', '<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>'),
    deleted: { code: 'OwnershipControlsNotFoundError', message: 'The bucket ownership controls were not found' },
  },
  policy: {
    name: 'BucketPolicy',
    absent: { code: 'NoSuchBucketPolicy', message: 'The bucket policy does not exist' },
  },
  publicAccessBlock: {
    name: 'PublicAccessBlock',
    absent: xml('PublicAccessBlockConfiguration', allBlocked),
    deleted: {
      code: 'NoSuchPublicAccessBlockConfiguration',
      message: 'The public access block configuration was not found',
    },
  },
  replication: {
    name: 'BucketReplication',
    absent: {
      code: 'ReplicationConfigurationNotFoundError',
      message: 'The replication configuration was not found',
    },
  },
  requestPayment: {
    name: 'BucketRequestPayment',
    deletion: false,
    absent: xml('RequestPaymentConfiguration', '<Payer>BucketOwner</Payer>'),
  },
  website: {
    name: 'BucketWebsite',
    absent: {
      code: 'NoSuchWebsiteConfiguration',
      message: 'The specified bucket does not have a website configuration',
    },
  },
};

export function isDocument(name: string): name is BucketDocument {
  return Object.hasOwn(documents, name);
}
