import * as fc from 'fast-check';
import {
  applicationFolder,
  auditPrefix,
  bundlePrefix,
  metricsPrefix,
  recordPrefix,
  targetFolders,
  templateKey,
} from '../../lib/naming/bundle-key';
import { previewId, reservedWords } from '../../lib/naming/preview-id';
import { targetId } from '../../lib/naming/target';
import { anyBranch } from './branches';

const like = fc.constantFrom(
  ...['application', 'Application', 'application/', 'application/metrics', 'application-metrics', 'äpplication'],
  ...[
    'application/audit',
    'application.',
    'application-',
    '-application',
    'applicatiön',
    'application/metrics/previews',
  ],
);

test('no branch has the folder of the application', () => {
  fc.assert(
    fc.property(fc.oneof(anyBranch, like), fc.constantFrom('shop', 'a', 'application'), (branch, project) => {
      expect(`${previewId(project, branch)}/`).not.toBe(`${applicationFolder}/`);
      expect(previewId(project, branch)).not.toContain('/');
    }),
    { seed: 20_264, numRuns: 2000 },
  );
  expect(targetId('shop', { kind: 'staging' })).not.toBe(applicationFolder);
  expect(targetId('shop', { kind: 'production' })).not.toBe(applicationFolder);
});

test('a branch that is called so gets its hash behind it, for the word is reserved', () => {
  expect(reservedWords.has(applicationFolder)).toBe(true);
  expect(previewId('shop', 'application')).toMatch(/^application-[0-9a-f]{8}$/);
});

test('what belongs to no target lies in that folder, events of previews in one for all of them', () => {
  expect(['previews', 'staging', 'production'].map((name) => `application/metrics/${name}/`)).toEqual(
    (['preview', 'staging', 'production'] as const).map(metricsPrefix),
  );
  expect(auditPrefix).toBe('application/audit/');
});

test('rights know every folder of a target', () => {
  const folders = [bundlePrefix('x'), recordPrefix('x'), templateKey('x', 'h')].map((key) => key.split('/')[1]);
  expect(folders).toEqual([...targetFolders]);
});
