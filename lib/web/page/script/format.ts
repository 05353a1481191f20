const units = [
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['min', 60],
] as const;

/** `3 days`: so long ago, or until then. Less than a minute has no words of its own. */
function span(from: number, to: number): string | undefined {
  const seconds = Math.abs(to - from) / 1000;
  for (const [unit, size] of units) {
    // Weeks and months only where the number says enough.
    const least = unit === 'week' || unit === 'month' ? 2 * size : size;
    if (seconds < least) continue;
    const count = Math.floor(seconds / size);
    return `${count} ${unit}${count === 1 || unit === 'min' ? '' : 's'}`;
  }
  return undefined;
}

/** In which words a time is shown: `3 days ago` or `in 3 days`, `3 days`, or one of both before `kept`. */
export type TimeForm = 'relative' | 'span' | 'until';

/** A time in words; what cannot be read as a time stays as it is. */
export function timeWords(form: TimeForm, iso: string, now: number): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  const words = span(now, time);
  if (form === 'span') return words ?? 'just now';
  if (words === undefined) return form === 'until' ? 'within a minute' : 'just now';
  if (form === 'until') return time > now ? `in ${words}` : 'now';
  return time > now ? `in ${words}` : `${words} ago`;
}

/** `2026-11-20 20:00:05 UTC`. */
export function exactTime(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `≥ $1.20`: from a decimal, with cents; small sums with what shows them. */
export function money(cost: { readonly usd: string; readonly atLeast?: boolean } | undefined): string {
  if (cost === undefined) return '–';
  const value = Number(cost.usd);
  if (!Number.isFinite(value)) return '–';
  const shown = value > 0 && value < 0.01 ? '< $0.01' : `$${value.toFixed(2)}`;
  return cost.atLeast ? `≥ ${shown}` : shown;
}

/** The first characters of a commit. */
export function short(sha: string): string {
  return sha.slice(0, 7);
}

/** The host of an address, without what every address has. */
export function hostOf(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

/** An address that a link may have; all others could run code. */
export function safeUrl(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\/[^\s]+$/i.test(url) ? url : undefined;
}
