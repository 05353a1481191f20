import type { UsualTime } from '../../../deploy/events';
import type { Deed } from '../../../stacks/resource-times';
import { duration } from '../../../text/duration';

/** How long something usually takes, in milliseconds, and who says so. */
export interface Usual {
  readonly shortest: number;
  readonly longest: number;
  /** Sorts what is under way, and makes the expected time of the whole. */
  readonly expected: number;
  readonly source: 'records' | 'aws';
}

const minute = 60_000;

/**
 * What AWS's documents say, read in November 2026:
 *
 * - database, "up to 20 minutes": Amazon RDS user guide, "Creating and connecting to a PostgreSQL DB instance";
 * - environment, "about five minutes": Elastic Beanstalk developer guide, "Create an application" of its first steps;
 * - DNS record, "within 60 seconds": Route 53 API reference, ChangeResourceRecordSets.
 *
 * They speak of making one. Of changes and deletions they say nothing that holds for all of them.
 */
const byAws: Readonly<Record<string, readonly [shortest: number, longest: number]>> = {
  'AWS::RDS::DBInstance': [0, 20 * minute],
  'AWS::ElasticBeanstalk::Environment': [5 * minute, 5 * minute],
  'AWS::Route53::RecordSet': [0, minute],
};

/** What records say of a type, else AWS's documents; undefined where neither says anything. */
export function usualOf(type: string, deed: Deed, recorded: UsualTime | undefined): Usual | undefined {
  if (recorded) return usualByRecords(recorded);
  const said = deed === 'create' && Object.hasOwn(byAws, type) ? byAws[type] : undefined;
  return said && { shortest: said[0], longest: said[1], expected: said[1], source: 'aws' };
}

export function usualByRecords({ shortest, median, longest }: UsualTime): Usual {
  return { shortest, longest, expected: median, source: 'records' };
}

/** `usually 8–15 min`, `usually up to 20 min (AWS)`, `usually about 40 s`. */
export function usualText({ shortest, longest, source }: Usual): string {
  return `usually ${range(shortest, longest)}${source === 'aws' ? ' (AWS)' : ''}`;
}

function range(shortest: number, longest: number): string {
  if (longest < 1000) return 'under 1 s';
  const [low, high] = [rounded(shortest), rounded(longest)];
  if (low === high) return `about ${high}`;
  if (shortest < 1000) return `up to ${high}`;
  const [, count, unit] = /^(\d+) (s|min|h)$/.exec(low) ?? [];
  return high.endsWith(` ${unit}`) && /^\d+ \w+$/.test(high) ? `${count}–${high}` : `${low}–${high}`;
}

/** In whole seconds below two minutes, and in whole minutes above. */
export function rounded(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  return duration(Math.round(seconds / 60) * minute).replace(/ min 0 s$/, ' min');
}
