import { Stack } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { completeFileStore } from '../../settings/layers/complete';
import type { DeepPartial, FileStoreField, FileStoreSettings } from '../../settings/settings';
import { grantTo } from '../rights/instance/instance-principal';
import type { Service } from '../service/service';
import { type AccessLogTarget, PrivateBucket } from './private-bucket';

/** What a file store is made of. */
export interface FileStoreProps {
  /** Versions, and whether the bucket stays when its stack goes. @default versioned, and deleted with its stack */
  readonly settings?: DeepPartial<FileStoreSettings>;
  /** Where S3 logs who reads and writes the files: a bucket that lets it. @default nowhere */
  readonly accessLogs?: AccessLogTarget;
}

/** A private bucket in which services keep files. It has to be empty before its stack is deleted, unless it is retained. */
export class FileStore extends Construct {
  /** Escape hatch: the bucket itself. */
  readonly bucket: CfnBucket;
  /** Name of the bucket. */
  readonly bucketName: string;
  /** ARN of the bucket. */
  readonly bucketArn: string;
  private readonly environment: FileStoreSettings['environment'];

  constructor(scope: Construct, id: string, props: FileStoreProps = {}) {
    super(scope, id);
    const { environment, ...settings } = completeFileStore(props.settings);
    this.environment = environment;
    const { bucket } = new PrivateBucket(this, 'Files', {
      ...settings,
      ...(props.accessLogs && { accessLogs: props.accessLogs }),
    });
    this.bucket = bucket;
    this.bucketName = bucket.ref;
    this.bucketArn = bucket.attrArn;
  }

  /** Lets a service, or a principal of the CDK, list and read the files. */
  grantRead(grantee: IGrantable): void {
    this.grantList(grantee);
    grantTo(grantee, {
      sid: 'ReadFiles',
      because: 'The app reads what others keep here.',
      actions: ['s3:GetObject'],
      resources: [`${this.bucketArn}/*`],
    });
  }

  /** Lets a service, or a principal of the CDK, list, read, write and delete the files. */
  grantReadWrite(grantee: IGrantable): void {
    this.grantList(grantee);
    grantTo(grantee, {
      sid: 'Files',
      because: 'The app keeps its files here; large ones are uploaded in parts.',
      actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      resources: [`${this.bucketArn}/*`],
    });
  }

  /**
   * Gives a service the files: grants, the property `FILES_BUCKET`, and those that settings name and the service has not by itself. By the property the environment refers to the bucket,
   * so that CloudFormation deletes the environment first, and no app writes into a bucket that is being emptied (trap T30).
   *
   * @throws PreviewError `property-taken` when the service has a property of that name
   */
  connect(service: Service): void {
    this.grantReadWrite(service);
    service.addProperties({ FILES_BUCKET: this.bucketName });
    const values: Readonly<Record<FileStoreField, string>> = {
      bucket: this.bucketName,
      region: Stack.of(this).region,
    };
    for (const [name, field] of Object.entries(this.environment)) {
      if (field !== 'none' && !service.hasProperty(name)) service.addProperties({ [name]: values[field] });
    }
  }

  private grantList(grantee: IGrantable): void {
    grantTo(grantee, {
      sid: 'ListFiles',
      because: 'The app lists its own files: S3 then answers 404, not 403, for one that is missing.',
      actions: ['s3:ListBucket'],
      resources: [this.bucketArn],
    });
  }
}
