import * as fc from 'fast-check';
import { readRecord } from '../../../lib/aws/s3/read-record';
import { newRecord, withDeploy } from '../../../lib/deploy/records';
import { checkBranch } from '../../../lib/naming/branch';
import { faultsOf, withBase } from '../../settings/files';

const stackId = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview-x/1';
const location = { bucket: 'bundles', targetId: 'x', stackId };

const arn = 'arn:aws:elasticbeanstalk:eu-central-1';
test.each(['x'.repeat(255), `${'x/'.repeat(2047)}y`, 'a\u0085b', '🎉'])(
  'the record of branch %# that deploy takes is read',
  (branch) => {
    for (const platform of [`${arn}::platform/Node.js 22/6.1.0`, `${arn}:111122223333:platform/${'a'.repeat(300)}`]) {
      expect(faultsOf(withBase({ services: { web: { platform } } }))).toEqual([]);
      const platforms = { platforms: { web: platform }, platformNames: { web: platform } };
      const settings = {
        target: { kind: 'preview', branch: checkBranch(branch) },
        values: { database: 'none' },
      } as never;
      const first = newRecord(stackId, settings, 'a'.repeat(64), platforms);
      const deploy = { at: new Date().toISOString(), commit: 'b'.repeat(40), bundles: { web: 'c'.repeat(64) } };
      for (const record of [first, withDeploy(first, deploy, platforms)]) {
        expect(readRecord(JSON.stringify(record), location)).toEqual(record);
      }
    }
  },
);

test.each([
  'rds!db-7e5ad50b-88ae-4554-ad3e-f6dbe758b9d0-QGTzsj',
  'rds!cluster-cd690a09-953c-42e9-9d9f-1ed0b434d226-M0wZYA',
  'shop/staging+a=b@c.d_e-AbCdEf',
])('the secret %s is taken in settings, for a database and for an app, and read from a record', (name) => {
  const arn = `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}`;
  const snapshot = { id: 'shop-2026-11-01', credentials: arn };
  const secrets = { services: { web: { secrets: { WHOLE: arn, KEY: `${arn}:password` } } } };
  expect(faultsOf(withBase({ database: { snapshot } }))).toEqual([]);
  expect(faultsOf(withBase(secrets))).toEqual([]);
  const settings = { target: { kind: 'preview', branch: 'x' }, values: { database: { snapshot } } } as never;
  const record = newRecord(stackId, settings, 'a'.repeat(40), { platforms: {}, platformNames: {} });
  expect(readRecord(JSON.stringify(record), location).snapshot).toEqual(snapshot);
});

test.each(['a b-AbCdEf', '*-AbCdEf', "a'b-AbCdEf", 'a\u0000b-AbCdEf'])('no secret is called %j', (name) => {
  const credentials = `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}`;
  expect(faultsOf(withBase({ database: { snapshot: { id: 'shop-1', credentials } } }))).not.toEqual([]);
});

test('whatever name settings take for a secret, a snapshot or a platform, the record with it is read', () => {
  const word = fc.string({ unit: fc.constantFrom(...'aZ09-_.:/+=@! ,*\u200b日'), minLength: 1, maxLength: 3 });
  const at = '111122223333';
  let taken = 0;
  for (const name of fc.sample(word, { numRuns: 600, seed: 20_281 })) {
    const platform = `${arn}::platform/${name}`;
    const snapshot = {
      id: `arn:aws:rds:eu-central-1:${at}:snapshot:${name}`,
      credentials: `arn:aws:secretsmanager:eu-central-1:${at}:secret:${name}-AbCdEf`,
    };
    for (const base of [{ database: { snapshot } }, { services: { web: { platform } } }]) {
      if (faultsOf(withBase(base)).length > 0) continue;
      taken += 1;
      const values = { database: 'none', ...base };
      const settings = { target: { kind: 'preview', branch: 'x' }, values } as never;
      const web: Readonly<Record<string, string>> = 'services' in base ? { web: platform } : {};
      const record = newRecord(stackId, settings, 'a'.repeat(40), { platforms: web, platformNames: web });
      expect(readRecord(JSON.stringify(record), location)).toEqual(record);
    }
  }
  expect(taken).toBeGreaterThan(300);
});
