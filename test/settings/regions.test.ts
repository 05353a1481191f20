import { RegionInfo } from 'aws-cdk-lib/region-info';
import { doubtfulRegion, regions } from '../../lib/settings/check/regions';
import { faultsOf, withBase } from './files';

test('the regions are those that the CDK knows', () => {
  const ours = Object.entries(regions).flatMap(([place, count]) =>
    Array.from({ length: count }, (_, index) => `${place}-${index + 1}`),
  );
  expect(ours.sort()).toEqual(RegionInfo.regions.map(({ name }) => name).sort());
});

test.each([
  ['eu-centrl-1', 'eu-central-1'],
  ['us-esat-1', 'us-east-1'],
  ['ue-west-1', 'eu-west-1'],
])('%s was probably meant to be %s', (region, meant) => {
  expect(doubtfulRegion(region)).toBe(meant);
});

test.each(['eu-central-1', 'us-gov-west-1', 'eu-central-9', 'eu-east-1', 'antarctica-ice-1', 'nonsense', ''])(
  '%j is known, or may be new',
  (region) => {
    expect(doubtfulRegion(region)).toBeUndefined();
  },
);

test.each([...RegionInfo.regions.map(({ name }) => name), 'ap-southeast-10'])(
  'settings take the region %s',
  (region) => {
    expect(faultsOf(withBase({ region }))).toEqual([]);
  },
);

test('settings take ARNs of the European Sovereign Cloud', () => {
  const arn = (service: string, rest: string) => `arn:aws-eusc:${service}:eusc-de-east-1:111122223333:${rest}`;
  const web = {
    secrets: { A: arn('secretsmanager', 'secret:shop/key-AbC123'), B: arn('ssm', 'parameter/shop/key') },
    secretKeys: [arn('kms', 'key/1234abcd-12ab-34cd-56ef-1234567890ab')],
  };
  expect(faultsOf(withBase({ region: 'eusc-de-east-1', services: { web } }))).toEqual([]);
});
