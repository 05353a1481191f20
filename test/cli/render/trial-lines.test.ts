import { triedLines } from '../../../lib/cli/render/trial-lines';

const tried = {
  ...{ url: 'http://try.preview.localhost:4711', healthPath: '/api/v1/status', branch: 'try', uncommitted: 0 },
  ...{ assumed: [], replaced: [], onAws: [], logs: [] },
};
const lastOf = (probed: Parameters<typeof triedLines>[0]['probed']) => triedLines({ ...tried, probed }, false).at(-1);

test('a try of an app without a page at / ends with the words that the app is well', () => {
  expect(lastOf({ kind: 'answered', status: 404 })).toBe(
    'http://try.preview.localhost:4711/ answered 404. The app is well: /api/v1/status answered 200, and / has no page.',
  );
});

test('any other try ends with what / answered', () => {
  expect(lastOf({ kind: 'answered', status: 200 })).toBe('http://try.preview.localhost:4711/ answered 200');
  expect(lastOf({ kind: 'silent', reason: 'ECONNRESET' })).toContain('did not answer: ECONNRESET');
});
