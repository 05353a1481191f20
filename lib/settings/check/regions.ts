import { nearest } from '../../naming/nearest';

/** Every region that aws-cdk-lib 2.276.0 knows (RegionInfo.regions, read 2026-11-27), by the name without its number. */
export const regions: Readonly<Record<string, number>> = {
  ...{
    'af-south': 1,
    'ap-east': 2,
    'ap-northeast': 3,
    'ap-south': 2,
    'ap-southeast': 7,
    'ca-central': 1,
    'ca-west': 1,
  },
  ...{
    'cn-north': 1,
    'cn-northwest': 1,
    'eu-central': 2,
    'eu-isoe-west': 1,
    'eu-north': 1,
    'eu-south': 2,
    'eu-west': 3,
  },
  ...{
    'eusc-de-east': 1,
    'il-central': 1,
    'me-central': 1,
    'me-south': 1,
    'me-west': 1,
    'mx-central': 1,
    'sa-east': 1,
  },
  ...{ 'us-east': 2, 'us-gov-east': 1, 'us-gov-west': 1, 'us-iso-east': 1, 'us-iso-west': 1, 'us-isob-east': 1 },
  ...{ 'us-isob-west': 1, 'us-isof-east': 1, 'us-isof-south': 1, 'us-west': 2 },
};

/** What a region was probably meant to be; undefined for a known one, and for one that AWS may open any day. */
export function doubtfulRegion(region: string): string | undefined {
  const [, place = '', number = ''] = /^(.+)-(\d+)$/.exec(region) ?? [];
  const words = new Set(Object.keys(regions).flatMap((known) => known.split('-')));
  if (place.split('-').every((word) => words.has(word))) return undefined;
  const [meant] = nearest(place, Object.keys(regions));
  return meant === undefined ? undefined : `${meant}-${number}`;
}
