/**
 * AWS's partitions but for the commercial one, by the start of their regions' names: name and suffix of hosts, as RegionInfo of aws-cdk-lib
 * 2.276.0 has them (read in November 2026).
 */
const partitions: readonly (readonly [regions: string, partition: string, suffix: string])[] = [
  ['cn-', 'aws-cn', 'amazonaws.com.cn'],
  ['eusc-', 'aws-eusc', 'amazonaws.eu'],
  ['us-gov-', 'aws-us-gov', 'amazonaws.com'],
  ['us-iso-', 'aws-iso', 'c2s.ic.gov'],
  ['us-isob-', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['eu-isoe-', 'aws-iso-e', 'cloud.adc-e.uk'],
  ['us-isof-', 'aws-iso-f', 'csp.hci.ic.gov'],
];

/** The partition of a region, as ARNs in it begin with, and what names of AWS's hosts in it end with. */
export function partitionOf(region: string): { readonly partition: string; readonly suffix: string } {
  const [, partition, suffix] = partitions.find(([start]) => region.startsWith(start)) ?? ['', 'aws', 'amazonaws.com'];
  return { partition, suffix };
}
