/**
 * Bad days on demand. Of a request: `throttle` (429/400/503 as the service throttles), `server-error` (500), `access-denied` (403),
 * `slow` (answers after `delayMs`), `reset` (connection cut), `silent` (no answer ever), `delete-key-error` (S3 DeleteObjects answers 200
 * with an error for each matching key). Of a resource in a stack: `stuck` (waits `delayMs`, or until the operation is cancelled),
 * `refuse-create`, `refuse-update`, `refuse-delete` (fails with `message`). `drop-options`: CloudFormation removes the options of an
 * environment that its template no longer names, as one of two reports of AWS has it. Of a database instance: `stuck-stop` and `stuck-start`
 * keep it `stopping` or `starting` for `delayMs`, or for good. `instance-dies`: the machine of an instance ends when it has come into standby.
 * `no-capacity` (RDS 400, others 500) is of requests again: AWS has no machine left.
 */
export type FaultKind =
  | 'throttle'
  | 'server-error'
  | 'access-denied'
  | 'slow'
  | 'reset'
  | 'silent'
  | 'delete-key-error'
  | 'stuck'
  | 'refuse-create'
  | 'refuse-update'
  | 'refuse-delete'
  | 'drop-options'
  | 'no-capacity'
  | 'stuck-stop'
  | 'stuck-start'
  | 'instance-dies';

export interface Fault {
  readonly kind: FaultKind;
  /** Name in the signature's scope, such as `s3`. @default every service */
  readonly service?: string;
  /** Operation such as `DescribeStacks`; for `stuck`, `create`, `update` or `delete`. @default every operation */
  readonly operation?: string;
  /** Part of what the request or resource names: bucket, key, stack name, logical id, resource type. @default everything */
  readonly match?: string;
  /** How often it happens before it is spent. @default always, until it is removed */
  readonly times?: number;
  /** Milliseconds. @default 0; for `stuck`, until the operation is cancelled; for `stuck-stop` and `stuck-start`, for good */
  readonly delayMs?: number;
  /** Error code. @default the service's usual one */
  readonly code?: string;
  /** Error message or reason. @default one that says it is a fault on demand */
  readonly message?: string;
}

export type ResourceAction = 'create' | 'update' | 'delete';

export interface FaultedResource {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string;
}

export interface ResourceFault {
  /** `stuck`: wait `delayMs` (undefined: until cancelled), then go on. `refuse`: fail with `message`. */
  readonly kind: 'stuck' | 'refuse';
  readonly message: string;
  readonly code?: string;
  readonly delayMs?: number;
}

export interface Faults {
  /** Returns the id to remove it by. */
  add(fault: Fault): string;
  /** Removes one fault, or all of them. */
  remove(id?: string): void;
  /** Those that are not spent. */
  list(): readonly (Fault & { readonly id: string; readonly left?: number })[];
  /** What shall happen to a request; counts as one time. `subject` is whatever text the request names things with. */
  requestFault(service: string, operation: string, subject: () => string): Fault | undefined;
  /** What shall happen to a resource of a stack; counts as one time. The CloudFormation engine asks before it acts. */
  resourceFault(resource: FaultedResource, action: ResourceAction): ResourceFault | undefined;
  /** Whether an update of this environment by its template drops options that are no longer named; counts as one time. */
  dropsOptions(environmentName: string): boolean;
  /** What shall happen to a database instance that stops or starts; counts as one time. Without `delayMs` it never ends. */
  databaseFault(identifier: string, way: 'stop' | 'start'): { readonly delayMs?: number } | undefined;
  /** Whether the machine of this instance ends, now that it is in standby; counts as one time. */
  instanceDies(environmentName: string, instanceId: string): boolean;
  /** What shall happen to one key of a DeleteObjects; counts as one time. */
  keyFault(bucket: string, key: string): { readonly code: string; readonly message: string } | undefined;
}
