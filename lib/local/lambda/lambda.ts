import type { AwsService, Ground } from '../aws-service';
import type { LogsState } from '../logs/logs';
import type { S3State } from '../s3/store/object-store';
import type { SqsState } from '../sqs/queues';
import { type CustomResourceState, customResource } from './custom-resources/custom-resource-type';
import { Responses } from './custom-resources/responses';
import { openFunctions } from './open-functions';
import { lambdaEventSourceMapping } from './types/event-source-mapping-type';
import { lambdaFunction } from './types/function-type';
import { lambdaPermission } from './types/permission-type';
import { lambdaAlias, lambdaVersion } from './types/version-types';
import { lambdaService } from './wire/lambda-service';

type Opens = Ground & S3State & LogsState & SqsState;

export const lambda: AwsService<
  Pick<CustomResourceState, 'functions' | 'responses'>,
  Opens,
  Opens & CustomResourceState
> = {
  name: 'Lambda',
  open: async (cloud) => ({ functions: await openFunctions(cloud), responses: new Responses() }),
  close: ({ functions }) => functions.close(),
  wire: lambdaService,
  types: [lambdaFunction, lambdaVersion, lambdaAlias, lambdaPermission, lambdaEventSourceMapping, customResource],
};
