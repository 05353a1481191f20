import { PreviewError } from '../errors';
import { visible } from './visible';

const minute = 60_000;
const unitMs = { m: minute, h: 60 * minute, d: 24 * 60 * minute, w: 7 * 24 * 60 * minute } as const;

/** Milliseconds of `3d`, in one of these units. Throws PreviewError `option-invalid`. */
export function durationOption(
  flag: string,
  text: string,
  { units, such }: { readonly units: readonly (keyof typeof unitMs)[]; readonly such: string },
): number {
  const [, count = '0', unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  const known = units.find((one) => one === unit);
  const milliseconds = known === undefined ? 0 : Number(count) * unitMs[known];
  if (milliseconds > 0) return milliseconds;
  throw new PreviewError('option-invalid', `${flag} is "${visible(text, 80)}"`, {
    fault: 'user',
    hint: `Write a whole number above 0 with its unit: ${such}.`,
  });
}
