import type { Faults } from '../../faults/faults';
import type { ServiceRequest, ServiceResponse } from '../../http/service';
import type { BucketStore } from '../store/bucket-store';

/** A request to S3 with its address read. */
export interface S3Call {
  readonly request: ServiceRequest;
  readonly store: BucketStore;
  readonly faults: Faults;
  readonly accountId: string;
  /** '' for a request to the service itself. */
  readonly bucketName: string;
  /** '' for a request to a bucket. */
  readonly key: string;
}

export type S3Operation = (call: S3Call) => Promise<ServiceResponse> | ServiceResponse;
