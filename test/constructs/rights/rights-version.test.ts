import { createHash } from 'node:crypto';
import { applicationOutputs, rightsVersion } from '../../../lib/facts/application-outputs';
import type { Target } from '../../../lib/naming/target';
import type { SettingsLayer } from '../../../lib/settings/settings';
import { applicationInput, circleCi, production, staging } from '../inputs';
import { applicationTemplate } from '../template';

const gitHub: SettingsLayer = { ci: { provider: 'github-actions' }, control: {} };
const stacks: readonly (readonly [Target, SettingsLayer])[] = [
  [staging, gitHub],
  [production, gitHub],
  [staging, circleCi],
  [production, circleCi],
];

/**
 * When this fails, the roles of application stacks have changed. Would a release with the change meet a stack without it, and fail or
 * stay open? Then raise `rightsVersion` (once a release) and say so in CHANGELOG.md: teams have to run deploy-application again. If it
 * works with the former rights as well, only the hash changes.
 */
test('the rights and the trust of application stacks are those of their version', async () => {
  const templates = await Promise.all(
    stacks.map(([target, layer]) => applicationTemplate(applicationInput(target, layer))),
  );
  const rights = templates.map(({ resources }) =>
    Object.entries(resources).flatMap(([id, { Type, Properties }]) =>
      Type.startsWith('AWS::IAM::') || Type === 'AWS::S3::BucketPolicy' ? [{ id, Type, Properties }] : [],
    ),
  );
  expect(Math.min(...rights.map((of) => of.length))).toBeGreaterThan(6);
  const hash = createHash('sha256').update(JSON.stringify(rights)).digest('hex').slice(0, 16);
  expect({ rightsVersion, hash }).toEqual({ rightsVersion: 2, hash: '4fdbda14d654efdf' });
});

test.each([staging, production])('each application stack says its version: %j', async (target) => {
  const { outputs } = await applicationTemplate(applicationInput(target));
  expect(outputs[applicationOutputs.rightsVersion]).toEqual({ Value: String(rightsVersion) });
});
