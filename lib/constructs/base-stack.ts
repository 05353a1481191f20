import { CfnOutput, type IStackSynthesizer, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { ENABLE_PARTITION_LITERALS } from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';
import type { TargetKind } from '../naming/target';

export interface BaseStackProps {
  readonly stackName: string;
  readonly description: string;
  readonly account: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  /** @default false */
  readonly terminationProtection?: boolean;
  /** @default one that takes no files */
  readonly synthesizer?: IStackSynthesizer;
}

/**
 * A stack that any account takes as it is: no bootstrap, no look-ups, no metadata of the CDK. Its tags are given to
 * Stack itself, for `Tags.of(stack)` puts none on it when `@aws-cdk/core:explicitStackTags` is on (trap T1).
 */
export abstract class BaseStack extends Stack {
  constructor(scope: Construct, id: string, props: BaseStackProps) {
    super(scope, id, {
      stackName: props.stackName,
      description: props.description,
      env: { account: props.account, region: props.region },
      tags: { ...props.tags },
      terminationProtection: props.terminationProtection ?? false,
      synthesizer: props.synthesizer ?? new LegacyStackSynthesizer(),
      analyticsReporting: false,
    });
    // The region is known, and so is its partition: an ARN is a text, and not a Join of three times its length.
    this.node.setContext(ENABLE_PARTITION_LITERALS, true);
  }
}

/** Makes an output of every value that is there; CloudFormation refuses empty ones. */
export function addOutputs(stack: Stack, values: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value) new CfnOutput(stack, name, { value });
  }
}

/** IAM path of the roles that environment stacks of a kind make; the role that CloudFormation has for them reaches no other. */
export function rolePath(project: string, kind: TargetKind): string {
  return `/${project}-${kind}/`;
}
