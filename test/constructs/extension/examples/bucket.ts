import { RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { defineExtension } from '../../../../lib/index';

/** A second bucket, for exports: the app writes and reads it. Production keeps it, a preview takes it along. */
export default defineExtension(({ stack, services, target }) => {
  const exports = new Bucket(stack, 'Exports', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    removalPolicy: target.kind === 'production' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  exports.grantReadWrite(services.web);
  services.web.addProperties({ EXPORTS_BUCKET: exports.bucketName });
});
