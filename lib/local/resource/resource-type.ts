/** Resolved properties of a resource: no intrinsic is left in them. */
export type Properties = Readonly<Record<string, unknown>>;

/** What a resource type may use while it works. `State` is the part of the cloud on which the type acts. */
export interface ResourceContext<out State = unknown> {
  readonly world: State;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  /** As the template has it. @default the type's own name */
  readonly resourceType?: string;
  readonly region: string;
  readonly accountId: string;
  /** The stack's tags with the resource's own `Tags` property over them. */
  readonly tags: Readonly<Record<string, string>>;
  /** Aborted when the stack operation is cancelled: stop waiting and throw. */
  readonly signal: AbortSignal;
}

/** What there is of a resource after it was created or updated. */
export interface ResourceState {
  /** What `Ref` returns and DescribeStackResources shows. */
  readonly physicalId: string;
  /** What `Fn::GetAtt` returns, by attribute name (dots included: `Endpoint.Address`). */
  readonly attributes: Readonly<Record<string, string | readonly string[]>>;
  /** What a person should know of it: the reason of the event that says it is there, or was changed. @default none */
  readonly remark?: string;
  /** Events do not show what `Fn::GetAtt` returns of it. @default they do */
  readonly hidden?: boolean;
}

/**
 * How the endpoint makes one CloudFormation resource type. The engine has checked names, required properties and enums against
 * AWS's resource specification before it calls, and decides by it whether an update replaces.
 */
export interface ResourceType<in State = never> {
  /** `AWS::S3::Bucket` */
  readonly type: string;
  /** `run`: what it says exists, works. `recorded`: properties checked, an id and attributes given, nothing behind it. */
  readonly mode: 'run' | 'recorded';
  /** The property that gives the resource its name: AWS refuses to replace a resource under the same name. @default none */
  readonly nameProperty?: string;
  /** Throws AwsError with AWS's wording when it cannot be made. */
  create(context: ResourceContext<State>, properties: Properties): Promise<ResourceState>;
  /** In place; a replacement is a create followed by a delete in the clean-up phase. */
  update(
    context: ResourceContext<State>,
    former: ResourceState,
    properties: Properties,
    formerProperties: Properties,
  ): Promise<ResourceState>;
  /** A resource that is gone already is a success. Throws AwsError when it cannot go (a bucket that is not empty). */
  delete(context: ResourceContext<State>, former: ResourceState, properties: Properties): Promise<void>;
  /**
   * As `delete`, with a copy that stays: the deletion policy `Snapshot`. Returns what the event says of it. Of a type that has none the
   * event says that nothing was kept.
   */
  deleteWithSnapshot?(context: ResourceContext<State>, former: ResourceState, properties: Properties): Promise<string>;
}
