import type { AwsService, Ground } from '../aws-service';
import { type CloudFormation, openCloudFormation } from './cloudformation-service';
import type { StackedCloud } from './execution/engine';
import { cdkMetadata, waitConditionHandle } from './types';

export interface CloudFormationState {
  readonly cloudFormation: CloudFormation;
}

export const cloudFormation: AwsService<CloudFormationState, Ground & StackedCloud> = {
  name: 'CloudFormation',
  open: (cloud) => ({
    cloudFormation: openCloudFormation(cloud, {
      ...{ types: cloud.resourceTypes, faults: cloud.faults, recordUnknown: cloud.recordUnknown ?? false },
    }),
  }),
  close: (cloud) => cloud.cloudFormation.close(),
  wire: (cloud) => cloud.cloudFormation.service,
  types: [cdkMetadata, waitConditionHandle],
};
