import type { PreviewDetail, PreviewRow } from '../../api';
import { commitLine, goesWords, hostLink } from './cells';
import { askRollback } from './dialogs';
import { button, type Child, h, time } from './dom';
import { money, short } from './format';
import { may } from './store';

/** What the row says already, in words: the drawer shows it before the details have come. */
export function facts(row: PreviewRow): readonly Child[] {
  const pairs: readonly [string, readonly Child[]][] = [
    ['Commit', commitLine(row)],
    ['Made', [time(row.createdAt)]],
    ['Used last', [time(row.usedAt)]],
    ['Goes', goesWords(row)],
    ['Cost a day', [money(row.costPerDay)]],
  ];
  return pairs.map(([title, value]) => h('div', h('dt', title), h('dd', ...value)));
}

export function why({ cleanup }: PreviewRow, reasons: PreviewDetail['why']): readonly Child[] {
  return [
    h('p', cleanup.because),
    h('dl.why', ...reasons.flatMap(({ title, text }) => [h('dt', title), h('dd', text)])),
  ];
}

export function services(all: PreviewDetail['services']): readonly Child[] {
  return orNone(all, 'No service runs.', ({ name, url, health = 'health not known', causes }) =>
    h(
      'article',
      h('h4', name, h('span.soft', health)),
      url !== undefined && hostLink(url),
      h('ul', ...causes.map((cause) => h('li', cause))),
    ),
  );
}

export function deploys(row: PreviewRow, all: PreviewDetail['deploys'], busy: boolean): readonly Child[] {
  return orNone(all, 'No deploy is recorded.', ({ at, commit, subject, by, ended, version, running }) => {
    const sha = short(commit);
    return h(
      `div.deploy.${running ? 'runs' : ''}`,
      h('div', h('span.line', h('code', sha), ' ', subject), h('span.soft', `${ended} · `, by && `${by} · `, time(at))),
      running
        ? h('span.tag', 'runs now')
        : version !== undefined &&
            may('rollback') &&
            !busy &&
            button(
              `back-${commit}.small`,
              () => askRollback(row, version, sha),
              { 'aria-label': `Roll back to ${sha}` },
              'Roll back',
            ),
    );
  });
}

export function eventLines(all: PreviewDetail['events']): readonly Child[] {
  return orNone(all, 'CloudFormation tells of no event.', ({ at, resource, status, reason }) =>
    h(
      `p.event.${/FAILED|ROLLBACK/.test(status) ? 'bad' : ''}`,
      time(at),
      ' ',
      h('code', status),
      ` ${resource}`,
      reason !== undefined && h('span.reason', reason),
    ),
  );
}

export function costLines(all: PreviewDetail['cost']): readonly Child[] {
  return orNone(all, 'Nothing is known of its cost.', ({ what, quantity, perDay }) =>
    h(
      'p.price',
      h('span', what, quantity !== 1 && h('span.soft', ` × ${quantity}`)),
      perDay === undefined ? 'not known' : money({ usd: perDay }),
    ),
  );
}

function orNone<T>(all: readonly T[], none: string, draw: (one: T) => Child): readonly Child[] {
  return all.length === 0 ? [h('p.soft', none)] : all.map(draw);
}
