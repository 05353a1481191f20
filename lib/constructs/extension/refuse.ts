import type { Stack } from 'aws-cdk-lib';
import { PreviewError } from '../../errors';

/** What to write instead of a look-up, by the CDK's name of what is looked up. */
const insteadOf: Readonly<Record<string, string>> = {
  'vpc-provider':
    "Write Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: network.vpcId, availabilityZones: […], publicSubnetIds: [...network.publicSubnetIds] }).",
  ssm: 'Write StringParameter.valueForStringParameter(stack, name): CloudFormation reads it then.',
  'hosted-zone': 'Write HostedZone.fromHostedZoneAttributes(stack, id, { hostedZoneId, zoneName }).',
  ami: 'Write MachineImage.fromSsmParameter(name), or the id of the image.',
};

/** No look-ups and no assets: our deploy asks nothing for a template and uploads nothing beside it. */
export function refuseWhatIsNotDeployed(stack: Stack): void {
  stack.reportMissingContextKey = ({ provider }) => {
    throw new PreviewError('extension-look-up', `a look-up (${provider}) has no answer when the template is made`, {
      fault: 'user',
      hint: insteadOf[provider] ?? 'Write the value itself; `target` says for which target.',
    });
  };
  Object.assign(stack.synthesizer, {
    addFileAsset: () => {
      throw new PreviewError('extension-asset', 'a file asset would have to be uploaded, and no deploy does that yet', {
        fault: 'user',
        hint: 'Leave autoDeleteObjects out (cleanup empties buckets), take Code.fromInline or Code.fromBucket for a function, construct in `stack` instead of a NestedStack, and write files into a bucket with the seed.',
      });
    },
    addDockerImageAsset: () => {
      throw new PreviewError(
        'extension-asset',
        'an image asset would have to be built and pushed, and no deploy does that',
        {
          fault: 'user',
          hint: 'Build and push the image in CI, and name it by digest.',
        },
      );
    },
  });
}
