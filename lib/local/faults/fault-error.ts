import { AwsError } from '../http/aws-error';
import type { Fault } from './faults';

const throttles: Readonly<Record<string, AwsError>> = {
  s3: new AwsError('SlowDown', 'Please reduce your request rate.', 503),
  ec2: new AwsError('RequestLimitExceeded', 'Request limit exceeded.', 503),
  ssm: new AwsError('ThrottlingException', 'Rate exceeded'),
  logs: new AwsError('ThrottlingException', 'Rate exceeded'),
  secretsmanager: new AwsError('ThrottlingException', 'Rate exceeded'),
};

const refusals: Readonly<Record<string, AwsError>> = {
  ec2: new AwsError('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403),
  ssm: new AwsError('AccessDeniedException', 'You are not authorized to perform this operation.'),
  logs: new AwsError('AccessDeniedException', 'You are not authorized to perform this operation.'),
  secretsmanager: new AwsError('AccessDeniedException', 'You are not authorized to perform this operation.'),
};

/** The error that a fault on demand makes of a request, in the service's own words; undefined when it makes none. */
export function faultError(service: string, fault: Fault): AwsError | undefined {
  const usual = usualError(service, fault);
  return usual && new AwsError(fault.code ?? usual.code, fault.message ?? usual.message, usual.status);
}

function usualError(service: string, { kind }: Fault): AwsError | undefined {
  switch (kind) {
    case 'throttle':
      return throttles[service] ?? new AwsError('Throttling', 'Rate exceeded');
    case 'access-denied':
      return refusals[service] ?? new AwsError('AccessDenied', 'Access Denied', 403);
    case 'server-error':
      return service === 's3'
        ? new AwsError('InternalError', 'We encountered an internal error. Please try again.', 500)
        : new AwsError('InternalFailure', 'An internal error occurred.', 500);
    case 'no-capacity':
      // RDS: CreateDBInstance (hashicorp/terraform-provider-aws#15182, 2020-09-16) without class, network and storage; words of StartDBInstance are in no
      // source. EC2: RunInstances, actions/runs/29305629949 of openfold-3, 2026-07-15; the status of an event in Anyscale's guide.
      return service === 'rds'
        ? new AwsError(
            'InsufficientDBInstanceCapacity',
            'There are no availability zones with sufficient capacity. Please try the request again at a later time.',
          )
        : new AwsError('InsufficientInstanceCapacity', 'Insufficient capacity.', 500);
    default:
      return undefined;
  }
}
