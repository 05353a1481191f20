import { AwsError } from '../../http/aws-error';
import type { QueryParams } from '../../http/query-params';
import type { QueryOperation } from '../../http/query-service';
import { findPlatform, type Platform, platformArn, platforms, solutionStackName } from '../platforms';
import { paged } from './read-params';

const system = { OperatingSystemName: 'Amazon Linux', OperatingSystemVersion: '2023' };
const tiers = ['WebServer/Standard', 'Worker/SQS/HTTP'];

export function platformOperations(): Record<string, QueryOperation> {
  return {
    ListPlatformVersions(params, { region }) {
      const found = platforms.map((one) => summary(one, region)).filter((one) => passes(one, params, filterValue));
      const { items, NextToken } = paged(found, params);
      return { PlatformSummaryList: items, NextToken };
    },
    DescribePlatformVersion(params, { region }) {
      const arn = params.required('PlatformArn');
      const platform = findPlatform(arn);
      if (!platform) {
        throw new AwsError('InvalidParameterValue', `No Platform named '${arn}' found.`);
      }
      return {
        PlatformDescription: {
          ...summary(platform, region),
          PlatformName: platform.branch,
          SolutionStackName: solutionStackName(platform),
          Description: `${solutionStackName(platform)}, on the programs of this machine`,
          ProgrammingLanguages: platform.languageVersion
            ? [{ Name: platform.family, Version: platform.languageVersion }]
            : [],
        },
      };
    },
    ListPlatformBranches(params) {
      const branches = platforms
        .filter(({ recommended }) => recommended)
        .map(({ branch, family }, index) => ({
          ...{ PlatformName: family, BranchName: branch, LifecycleState: 'Supported' },
          ...{ BranchOrder: 1000 - index, SupportedTierList: tiers },
        }))
        .filter((one) => passes(one, params, (branch, name) => branch[name as 'BranchName']));
      const { items, NextToken } = paged(branches, params);
      return { PlatformBranchSummaryList: items, NextToken };
    },
  };
}

function summary(platform: Platform, region: string) {
  return {
    PlatformArn: platformArn(platform, region),
    PlatformOwner: 'AWSElasticBeanstalk',
    PlatformStatus: 'Ready',
    PlatformCategory: platform.family,
    ...system,
    SupportedTierList: tiers,
    SupportedAddonList: [],
    // Recommended is said of the newest version alone, and of the others nothing, as AWS does.
    PlatformLifecycleState: platform.recommended ? 'Recommended' : undefined,
    PlatformVersion: platform.version,
    PlatformBranchName: platform.branch,
    PlatformBranchLifecycleState: 'Supported',
  };
}

function filterValue(one: ReturnType<typeof summary>, type: string): string | undefined {
  const values: Readonly<Record<string, string | undefined>> = {
    PlatformName: one.PlatformBranchName,
    PlatformVersion: one.PlatformVersion,
    PlatformStatus: one.PlatformStatus,
    PlatformBranchName: one.PlatformBranchName,
    PlatformLifecycleState: one.PlatformLifecycleState,
    PlatformBranchLifecycleState: one.PlatformBranchLifecycleState,
    PlatformOwner: one.PlatformOwner,
    OperatingSystemName: one.OperatingSystemName,
    SupportedTier: 'WebServer/Standard',
  };
  if (!Object.hasOwn(values, type)) {
    throw new AwsError('InvalidParameterValue', `The filter type '${type}' is not known.`);
  }
  return values[type];
}

function passes<T>(one: T, params: QueryParams, valueOfOne: (one: T, name: string) => string | undefined): boolean {
  return params.structures('Filters').every((filter) => {
    const name = filter.text('Type') ?? filter.required('Attribute');
    return matches(valueOfOne(one, name) ?? '', filter.text('Operator') ?? '=', filter.texts('Values'));
  });
}

function matches(value: string, operator: string, wanted: readonly string[]): boolean {
  const [first = ''] = wanted;
  switch (operator) {
    case '=':
    case 'in':
      return wanted.includes(value);
    case '!=':
    case 'not_in':
      return !wanted.includes(value);
    case 'begins_with':
      return value.startsWith(first);
    case 'ends_with':
      return value.endsWith(first);
    case 'contains':
      return value.includes(first);
    default:
      throw new AwsError('InvalidParameterValue', `The filter operator '${operator}' is not known.`);
  }
}
