import { announcedText, notAnnouncedText } from '../../../lib/cli/render/announce-text';
import { textProgress } from '../../../lib/cli/render/progress-text';
import { FakeClock } from '../../fakes/fake-clock';
import { TerminalStandIn } from '../terminal-stand-in';

const nowhere = { pullRequests: [], commitStatus: false, chat: false, failed: [] };

test('where it was announced is one line', () => {
  expect(announcedText(nowhere)).toBeUndefined();
  expect(announcedText({ ...nowhere, deployment: 7 })).toBe('announced as a deployment');
  expect(announcedText({ ...nowhere, deployment: 7, pullRequests: [12] })).toBe(
    'announced on pull request 12 and as a deployment',
  );
  expect(announcedText({ deployment: 7, pullRequests: [12, 13], commitStatus: true, chat: true, failed: [] })).toBe(
    'announced on pull requests 12, 13, as a deployment, beside the commit and in Slack',
  );
});

test('what could not be announced says why, what that means and what to do', () => {
  expect(
    notAnnouncedText({ place: 'comment', because: 'GitHub refuses it', hint: 'Give `pull-requests: write`.' }),
  ).toBe(
    'not announced on every pull request: GitHub refuses it; a comment may be missing, or old, until the next run. Give `pull-requests: write`.',
  );
});

test('every event of announcing is drawn', () => {
  const terminal = new TerminalStandIn();
  const progress = textProgress(terminal, new FakeClock());
  progress.emit({ kind: 'announced', ...nowhere });
  expect(terminal.lines).toEqual([]);
  progress.emit({ kind: 'announced', ...nowhere, commitStatus: true });
  progress.emit({ kind: 'not-announced', place: 'chat', because: 'no \u001b[31m service' });
  progress.emit({ kind: 'announcing-off', because: 'GITHUB_TOKEN is not set' });
  progress.emit({ kind: 'removal-announced', targetId: 'a', pullRequests: [3] });
  progress.emit({ kind: 'stale-deployment-closed', deployment: 4, environment: 'staging' });
  expect(terminal.lines.map((line) => line.trim())).toEqual([
    '✓ announced beside the commit',
    '! not announced in Slack: no \\u001b[31m service; the channel got no message.',
    '! nothing is announced on GitHub: GITHUB_TOKEN is not set',
    'a: GitHub knows that it is gone, on pull request 3 too',
    'staging: deployment 4 said "deploying" for too long and was ended',
  ]);
});
