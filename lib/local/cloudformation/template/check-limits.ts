import { validationError } from '../validation-error';

type Section = Readonly<Record<string, unknown>>;

/**
 * Throws ValidationError for a template that is larger than AWS takes. The limits are CloudFormation's quotas
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html; those of numbers are as of October 2020,
 * when AWS raised them). The words are in reports of users: serverless/serverless#2387 (2016-10-14) for resources, aws/aws-cdk#8736
 * (2020-06-25) for parameters, rubyonjets/jets#392 (2019-10-17) for outputs, zalando-stups/senza#319 (2016-08-22) for the description.
 */
export function checkLimits(template: {
  readonly description: string | undefined;
  readonly parameters: Section;
  readonly resources: Section;
  readonly outputs: Section;
}): void {
  if (Buffer.byteLength(template.description ?? '') > 1024) {
    throw validationError("Template format error: 'Description' length is greater than 1024.");
  }
  const resources = Object.keys(template.resources).length;
  if (resources > 500) {
    throw validationError(
      `Template format error: Number of resources, ${resources}, is greater than maximum allowed, 500`,
    );
  }
  const others = { Parameter: template.parameters, Outputs: template.outputs };
  for (const [what, section] of Object.entries(others)) {
    const count = Object.keys(section).length;
    if (count > 200) {
      throw validationError(`Template format error: ${what} count ${count} is greater than max allowed 200`);
    }
  }
}
