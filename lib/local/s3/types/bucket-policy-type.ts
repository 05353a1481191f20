import { AwsError } from '../../http/aws-error';
import { requiredText } from '../../resource/read-property';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../resource/resource-type';
import type { S3State } from '../store/object-store';
import { s3Failure } from './s3-failure';

/** Kept and given back; nothing is permitted or forbidden by it. */
export const s3BucketPolicy: ResourceType<S3State> = {
  type: 'AWS::S3::BucketPolicy',
  mode: 'recorded',
  create: async (context, properties) => set(context, properties),
  update: async (context, _former, properties) => set(context, properties),
  async delete({ world }, former) {
    try {
      world.s3.setDocument(former.physicalId, 'policy', undefined);
    } catch (error) {
      if (!(error instanceof AwsError && error.code === 'NoSuchBucket')) {
        throw s3Failure(error);
      }
    }
  },
};

function set({ world }: ResourceContext<S3State>, properties: Properties): ResourceState {
  const bucket = requiredText(properties, 'Bucket');
  const document = properties.PolicyDocument;
  try {
    world.s3.setDocument(bucket, 'policy', typeof document === 'string' ? document : JSON.stringify(document));
  } catch (error) {
    throw s3Failure(error);
  }
  return { physicalId: bucket, attributes: {} };
}
