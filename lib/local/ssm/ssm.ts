import type { AwsService, Ground } from '../aws-service';
import type { BeanstalkState } from '../elastic-beanstalk/beanstalk';
import { ssmDocument } from './document-type';
import { openDocuments } from './open-documents';
import { openParameters } from './open-parameters';
import { ssmParameter } from './parameter-type';
import type { SsmState } from './parameters';
import { ssmService } from './ssm-service';

export const ssm: AwsService<SsmState, Ground, Ground & SsmState & BeanstalkState> = {
  name: 'SSM',
  open: (ground) => ({ documents: openDocuments(ground), parameters: openParameters(ground) }),
  wire: ssmService,
  types: [ssmDocument, ssmParameter],
};
