import { CfnResource, Stack } from 'aws-cdk-lib';
import { addStacks } from '../../lib/constructs/app-context';
import { foundInAnyStacks } from '../constructs/any-stacks';
import { ownStacks } from '../constructs/examples/all';
import {
  applicationInput,
  circleCi,
  environmentInput,
  preview,
  production,
  staging,
  threeServices,
} from '../constructs/inputs';
import { violations } from '../constructs/validate';

const snapshot = {
  id: 'shop-2026-11-01',
  credentials: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbCdEf',
};

describe("the CDK's own validator", () => {
  let found: string[];
  beforeAll(() => {
    found = violations((app) => {
      addStacks(app, {
        applications: [applicationInput(production, circleCi), applicationInput(staging, circleCi)],
        environments: [
          ...[staging, preview].map((target) => environmentInput(target)),
          environmentInput({ kind: 'preview', branch: 'three' }, threeServices),
          environmentInput(production, { ...threeServices, alarms: { email: 'on-call@acme.com' } }, { mayAlarm: true }),
          environmentInput({ kind: 'preview', branch: 'mysql' }, { database: { engine: 'mysql', tls: 'required' } }),
          environmentInput({ kind: 'preview', branch: 'snapshot' }, { database: { engine: 'mariadb', snapshot } }),
          environmentInput({ kind: 'preview', branch: 'http' }, { scheme: 'http' }),
          environmentInput({ kind: 'preview', branch: 'single' }, { scheme: 'http', routing: 'single-instance' }),
          environmentInput({ kind: 'preview', branch: 'bare' }, { database: 'none', fileStore: 'none' }),
        ],
      });
    });
  }, 60_000);

  test('finds nothing wrong with any template', () => {
    expect(found).toEqual([]);
  });

  test('finds nothing wrong with what comes of 8 settings files without fault, made by chance; test/interop takes 450', () => {
    expect(foundInAnyStacks(8, 20_261_121)).toEqual([]);
  }, 60_000);

  test('finds nothing wrong with stacks of an app of somebody else', () => {
    const inOwnStacks = violations((app) => {
      for (const build of Object.values(ownStacks)) build(app);
    });
    expect(inOwnStacks).toEqual([]);
  }, 60_000);

  test('would find what is wrong', () => {
    const wrong = violations((app) => {
      new CfnResource(new Stack(app, 'bad'), 'Bucket', { type: 'AWS::S3::Bucket', properties: { Nonsense: true } });
    });
    expect(wrong).toEqual(['bad/Bucket: F3002']);
  }, 60_000);
});
