import { AwsError } from '../http/aws-error';
import { generatedName } from '../resource/generated-name';
import { requiredText, textOf } from '../resource/read-property';
import { recordedType } from '../resource/recorded-type';
import type { ResourceType } from '../resource/resource-type';

/** Recorded: the endpoint measures nothing, so that no alarm ever changes its state. */
export const cloudWatchAlarm: ResourceType<object> = {
  ...recordedType('AWS::CloudWatch::Alarm', (context, properties) => {
    const name = textOf(properties, 'AlarmName') ?? generatedName(context, 255);
    const arn = `arn:aws:cloudwatch:${context.region}:${context.accountId}:alarm:${name}`;
    return { physicalId: name, attributes: { Arn: arn } };
  }),
  nameProperty: 'AlarmName',
};

/** Recorded; its body must be JSON, as CloudWatch wants it. */
export const cloudWatchDashboard: ResourceType<object> = {
  ...recordedType('AWS::CloudWatch::Dashboard', (context, properties) => {
    checkBody(requiredText(properties, 'DashboardBody'));
    return { physicalId: textOf(properties, 'DashboardName') ?? generatedName(context, 255), attributes: {} };
  }),
  nameProperty: 'DashboardName',
  update: async (_context, former, properties) => {
    checkBody(requiredText(properties, 'DashboardBody'));
    return former;
  },
};

function checkBody(body: string): void {
  try {
    JSON.parse(body);
  } catch {
    throw new AwsError('InvalidParameterInput', 'The field DashboardBody must be a valid JSON object');
  }
}
