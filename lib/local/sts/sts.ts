import type { AwsService, Ground } from '../aws-service';
import type { IamState } from '../iam/roles';
import { stsService } from './sts-service';

export const sts: AwsService<object, Ground, Ground & IamState> = {
  name: 'STS',
  wire: stsService,
  types: [],
};
