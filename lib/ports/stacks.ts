import type { Template } from './synthesizer';

/** A CloudFormation stack as DescribeStacks shows it. */
export interface Stack {
  /** The ARN: the only name that survives deletion. */
  readonly id: string;
  readonly name: string;
  /** CloudFormation's StackStatus, kept as text: an unknown one must be kept, never guessed. */
  readonly status: string;
  readonly statusReason?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly updatedAt?: Date;
  /** When its deletion was last asked for; also of one that is being deleted or could not be. */
  readonly deletionAt?: Date;
  readonly terminationProtection: boolean;
  /** Set on nested stacks. */
  readonly parentId?: string;
}

export interface StackResource {
  readonly logicalId: string;
  /** Empty when the resource never came to be. */
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly statusReason?: string;
}

export interface StackEvent {
  readonly id: string;
  readonly at: Date;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  /** The token of the operation that caused it. */
  readonly token?: string;
}

/** What a change set would do with one resource, in CloudFormation's words. */
export interface ProposedChange {
  readonly logicalId: string;
  readonly type: string;
  /** Add, Modify, Remove, Import, Dynamic. */
  readonly action: string;
  /** True, False, Conditional; empty where CloudFormation does not say. */
  readonly replacement: string;
  readonly details: readonly ProposedDetail[];
}

/** One part of a resource that a change set would change. */
export interface ProposedDetail {
  /** Properties, Tags, Metadata, DeletionPolicy … */
  readonly attribute: string;
  /** Name of the property. @default another attribute changes */
  readonly property?: string;
  /** Whether it follows from another change, so that CloudFormation knows the value only when that one is made. */
  readonly isDynamic: boolean;
  /** What it follows from: a resource, or a resource and its attribute with a dot. @default the template itself changed */
  readonly causedBy?: string;
}

export interface StackChange {
  readonly stackName: string;
  readonly template: Template;
  readonly tags: Readonly<Record<string, string>>;
  /** CloudFormation's service role. @default the caller's own rights (application stacks only) */
  readonly roleArn?: string;
  /** A stack whose first creation fails is kept for inspection. @default 'rollback' */
  readonly onFailure?: 'keep' | 'rollback';
  readonly terminationProtection: boolean;
  /** Names the operation: `[a-zA-Z][-a-zA-Z0-9]*`, 128 at most. */
  readonly token: string;
  /** Where a template of more than 51,200 bytes is put: in the folder of its target, which cleanup sweeps. @default refused */
  readonly templateStore?: { readonly bucket: string; readonly targetId: string };
  /** Looks at what would change, before anything does. What it throws discards the change, and the stack stays as it is. @default no look */
  readonly review?: (changes: readonly ProposedChange[]) => Promise<void>;
}

/** What became of a request to change a stack. `started` goes on in AWS; follow it by id and token. */
export type ChangeStarted =
  | { readonly kind: 'unchanged'; readonly stackId: string }
  | {
      readonly kind: 'started';
      readonly stackId: string;
      readonly operation: 'create' | 'update';
      /** How many resources of each type it works on. @default CloudFormation did not list them all at once */
      readonly resources?: ResourceCounts;
    };

/** How many resources, by CloudFormation's name of their type. */
export type ResourceCounts = Readonly<Record<string, number>>;

/** CloudFormation. Every method throws PreviewError with fault `world` when AWS cannot be asked. */
export interface Stacks {
  /** Every stack of the account and region that is not deleted, page by page. Ends by throwing when a page cannot be had. */
  list(): AsyncIterable<Stack>;
  /** Milliseconds that this computer's clock is ahead of AWS's, by the answers to `list` and `find`; undefined when none of them says the time. */
  clockAheadMs(): number | undefined;
  /** Ids of the stacks that CloudFormation is deleting just now: one request returns a hundred. It may lag behind. */
  deleting(): AsyncIterable<string>;
  /** By name or id; by id also a deleted one. Undefined only when AWS says that there is none. */
  find(nameOrId: string): Promise<Stack | undefined>;
  resources(stackId: string): AsyncIterable<StackResource>;
  /** The tags of each change set that waits at a stack. Until one is executed, a new stack shows no tags of its own. */
  proposals(stackId: string): AsyncIterable<Readonly<Record<string, string>>>;
  /** Newest first. */
  events(stackId: string): AsyncIterable<StackEvent>;
  /** Change set: create, look, execute. Leaves no change set behind. */
  change(change: StackChange): Promise<ChangeStarted>;
  /** Asks for deletion; does not wait. */
  remove(stackId: string, options: { token: string; roleArn?: string }): Promise<void>;
  /** The template as it was deployed, to the letter. */
  template(stackId: string): Promise<string>;
}
