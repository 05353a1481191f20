import { CfnOutput, type Stack } from 'aws-cdk-lib';

/** Makes an output of every value that is there; CloudFormation refuses empty ones. */
export function addOutputs(stack: Stack, values: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value) new CfnOutput(stack, name, { value });
  }
}
