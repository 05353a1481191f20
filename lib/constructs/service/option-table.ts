import type { CfnEnvironment } from 'aws-cdk-lib/aws-elasticbeanstalk';

/** Beanstalk's options as one reads them: namespace → option → value. */
export type OptionTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The same as CloudFormation takes them. */
export function optionSettings(...tables: readonly OptionTable[]): CfnEnvironment.OptionSettingProperty[] {
  return tables.flatMap((table) =>
    Object.entries(table).flatMap(([namespace, options]) =>
      Object.entries(options).map(([optionName, value]) => ({ namespace, optionName, value })),
    ),
  );
}
