import type { Announced, AnnounceFailure, AnnouncePlace } from '../../announce/events';

/** Where it was announced: `announced on pull request 12 and as a deployment`; undefined when nowhere. */
export function announcedText({ deployment, pullRequests, commitStatus, chat }: Announced): string | undefined {
  const places = [
    ...(pullRequests.length > 0 ? [pullRequestsText(pullRequests)] : []),
    ...(deployment === undefined ? [] : ['as a deployment']),
    ...(commitStatus ? ['beside the commit'] : []),
    ...(chat ? ['in Slack'] : []),
  ];
  if (places.length === 0) return undefined;
  return `announced ${places.length > 1 ? `${places.slice(0, -1).join(', ')} and ${places.at(-1)}` : places[0]}`;
}

/** What could not be announced, why, and what that means. */
export function notAnnouncedText({ place, because, hint }: AnnounceFailure): string {
  const { what, meaning } = places[place];
  return `${what}: ${because}; ${meaning}.${hint === undefined ? '' : ` ${hint}`}`;
}

export function pullRequestsText(numbers: readonly number[]): string {
  return `on ${numbers.length === 1 ? 'pull request' : 'pull requests'} ${numbers.join(', ')}`;
}

const places: Readonly<Record<AnnouncePlace, { readonly what: string; readonly meaning: string }>> = {
  deployment: {
    what: 'not announced as a deployment',
    meaning: 'GitHub shows the former state until the next run',
  },
  comment: {
    what: 'not announced on every pull request',
    meaning: 'a comment may be missing, or old, until the next run',
  },
  'commit-status': {
    what: 'not announced beside the commit',
    meaning: 'its mark is missing, or old, until the next run',
  },
  chat: { what: 'not announced in Slack', meaning: 'the channel got no message' },
};
