import { DockerImage, type Stack } from 'aws-cdk-lib';
import { PreviewError } from '../../errors';

/** What to write instead of a look-up, by the CDK's name of what is looked up. */
const insteadOf: Readonly<Record<string, string>> = {
  'vpc-provider':
    "Write Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: network.vpcId, availabilityZones: […], publicSubnetIds: [...network.publicSubnetIds] }).",
  ssm: 'Write StringParameter.valueForStringParameter(stack, name): CloudFormation reads it then.',
  'hosted-zone': 'Write HostedZone.fromHostedZoneAttributes(stack, id, { hostedZoneId, zoneName }).',
  ami: 'Write MachineImage.fromSsmParameter(name), or the id of the image.',
};

/** No look-ups and no images: our deploy asks nothing for a template, and builds none. */
export function refuseWhatIsNotDeployed(stack: Stack): void {
  stack.reportMissingContextKey = ({ provider }) => {
    throw new PreviewError('extension-look-up', `a look-up (${provider}) has no answer when the template is made`, {
      fault: 'user',
      hint: insteadOf[provider] ?? 'Write the value itself; `target` says for which target.',
    });
  };
  Object.assign(stack.synthesizer, {
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

/**
 * Runs code of a user without containers. The CDK would build files in one (`bundling`) each time that a template is made: for `diff` as well, twice
 * in a deploy, and each time perhaps other bytes. It wraps errors that come from there, so that ours is thrown in place of its own.
 *
 * @throws what `work` throws, and PreviewError `extension-asset`
 */
export function withoutContainers(work: () => void): void {
  let refusal: PreviewError | undefined;
  const refuse = (): never => {
    refusal = new PreviewError(
      'extension-asset',
      'files would have to be built in a container, and no deploy does that',
      {
        fault: 'user',
        hint: 'Build them in CI before the deploy, and name the folder that it writes: Code.fromAsset without `bundling`. NodejsFunction needs esbuild beside your settings file.',
      },
    );
    throw refusal;
  };
  const { fromBuild } = DockerImage;
  const { run } = DockerImage.prototype;
  DockerImage.fromBuild = refuse;
  DockerImage.prototype.run = refuse;
  try {
    work();
  } catch (error) {
    throw refusal ?? error;
  } finally {
    DockerImage.fromBuild = fromBuild;
    DockerImage.prototype.run = run;
  }
}
