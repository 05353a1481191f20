import { RegionInfo } from 'aws-cdk-lib/region-info';
import { partitionOf } from '../../lib/naming/partition';

test.each(RegionInfo.regions.map((info) => [info.name, info]))(
  '%s has the partition that the CDK knows',
  (name, info) => {
    expect(partitionOf(name)).toEqual({ partition: info.partition, suffix: info.domainSuffix });
  },
);
