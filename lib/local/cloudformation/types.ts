import type { Ground } from '../aws-service';
import { recordedType } from '../resource/recorded-type';
import type { ResourceContext } from '../resource/resource-type';

/** What the CDK puts into templates to be counted: nothing stands behind it. */
export const cdkMetadata = recordedType('AWS::CDK::Metadata', ({ stackName, logicalId }) => ({
  physicalId: `${stackName}-${logicalId}`,
  attributes: {},
}));

/** A handle without a wait condition: CloudFormation's own resource that does nothing. */
export const waitConditionHandle = recordedType(
  'AWS::CloudFormation::WaitConditionHandle',
  ({ stackId, logicalId, world }: ResourceContext<Pick<Ground, 'endpoint'>>) => {
    const url = `${world.endpoint()}/cloudformation-waitcondition/${encodeURIComponent(stackId)}/${logicalId}`;
    return { physicalId: url, attributes: { Id: url } };
  },
);
