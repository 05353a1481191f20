import { link } from '../../text/markdown';
import type { LiveTarget } from '../ending';

const shownAtMost = 20;

/** Where a target answers: the main address first, then those of its other public services. */
export function addresses({ url, urls }: Pick<LiveTarget, 'url' | 'urls'>): readonly string[] {
  const others = Object.entries(urls).filter(([, address]) => address !== url);
  const lines = others
    .slice(0, shownAtMost)
    .map(([service, address]) => `- ${service}: ${link(bare(address), address)}`);
  if (others.length > shownAtMost) lines.push(`- and ${others.length - shownAtMost} more`);
  return [`**${link(bare(url), url)}**`, ...(lines.length > 0 ? ['', ...lines] : [])];
}

/** Hosts hold no markup: settings are checked for that. Whatever else it may be is left out of the words. */
function bare(address: string): string {
  return /^https?:\/\/([A-Za-z0-9.:-]+)\/?$/.exec(address)?.[1] ?? 'open';
}
