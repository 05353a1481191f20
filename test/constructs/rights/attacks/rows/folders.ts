import { assetKey } from '../../../../../lib/naming/bundle-key';
import {
  boundary,
  bucket,
  cleanup,
  cloudFormation,
  control,
  creates,
  deploy,
  developer,
  logs,
  object,
  previews,
  stages,
  viewer,
} from '../names';
import { type Ask, each, type Group, group, on } from '../table';

const put = 's3:PutObject';
const get = 's3:GetObject';
const deletions = ['s3:DeleteObject', 's3:DeleteObjectVersion'];
const metrics = (of: string) => `application/metrics/${of}/2026-11-27/a.json`;
const audit = 'application/audit/2026-11-27/a.json';
/** What looks like the folder of a target and lies in that of the application. */
const within = ['bundles', 'records', 'templates'].flatMap((folder) =>
  ['', 'audit/', 'metrics/previews/', 'x/'].map((place) => `application/${place}${folder}/a.json`),
);
const beside = [
  ...['application/a.json', 'application/metrics/a', 'application/metrics/previews', 'application/auditx/a'],
  'application/metrics/previewsx/a',
];

/** Puts that would change what is there. */
const overwrites = (keys: readonly string[], stage?: string): readonly Ask[] =>
  on(
    put,
    keys.map((key) => object(key, stage)),
  );
const creations = (keys: readonly string[], stage?: string): readonly Ask[] =>
  on(
    put,
    keys.map((key) => object(key, stage)),
    creates,
  );
const puts = (keys: readonly string[], stage?: string) => [...overwrites(keys, stage), ...creations(keys, stage)];
const deletes = (keys: readonly string[]) => keys.flatMap((key) => each(deletions, object(key)));
const all = [metrics('previews'), metrics('staging'), metrics('production'), audit];

/** What an extension of a target brings: a file among its bundles. */
const asset = (target: string, stage?: string) => object(assetKey(target, 'a'.repeat(64), '.zip'), stage);
const moved = (target: string, stage?: string): readonly Ask[] => [put, get].map((one) => [one, asset(target, stage)]);

export const folderRows: readonly Group[] = [
  group('jobs of any branch bring the files of extensions of previews, and reach those of no stage', previews, {
    denied: [...moved('staging'), ...moved('production', 'production'), ...moved('application')],
    allowed: moved('login'),
  }),
  group('jobs of staging bring the files of extensions of staging and previews', deploy.staging, {
    denied: [...moved('production', 'production'), ...moved('application')],
    allowed: [...moved('staging'), ...moved('login')],
  }),
  group('jobs of production bring the files of its extension', deploy.production, {
    denied: [[put, asset('staging')], [put, asset('login')], ...moved('application', 'production')],
    allowed: moved('production', 'production'),
  }),
  group('CloudFormation makes the log group of the functions of a preview, and of no stage', cloudFormation.preview, {
    denied: [['logs:CreateLogGroup', logs('shop-staging--functions', '')]],
    allowed: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy', 'logs:DeleteLogGroup', 'logs:TagResource'].map(
      (one): Ask => [one, logs('shop-login-0a1b2c3d--functions', '')],
    ),
  }),
  group('functions of previews write into that group, and into none of a stage', boundary.preview, {
    denied: [['logs:PutLogEvents', logs('shop-staging--functions', ':log-stream:a')]],
    allowed: [['logs:PutLogEvents', logs('shop-login-0a1b2c3d--functions', ':log-stream:a')]],
  }),
  group('CloudFormation reads the files of extensions of previews for previews', cloudFormation.preview, {
    denied: [
      [get, asset('staging')],
      [put, asset('login')],
      [get, asset('production', 'production')],
    ],
    allowed: [[get, asset('login')]],
  }),
  group('jobs of any branch create events of previews, and change and delete none', previews, {
    denied: [
      ...puts([metrics('staging'), metrics('production'), ...beside]),
      ...overwrites([metrics('previews')]),
      ...deletes(all),
      ...each(['s3:PutObjectTagging', 's3:PutObjectAcl', 's3:RestoreObject'], object(metrics('previews')), creates),
    ],
    allowed: creations([metrics('previews')]),
  }),
  group('jobs of staging create events of staging and previews, and change and delete none', deploy.staging, {
    denied: [
      ...puts([metrics('production'), ...beside]),
      ...overwrites([metrics('staging'), metrics('previews')]),
      ...deletes(all),
    ],
    allowed: creations([metrics('staging'), metrics('previews')]),
  }),
  group('jobs of production create events of production, and change and delete none', deploy.production, {
    denied: [
      ...puts([metrics('previews'), metrics('staging'), audit, ...beside], 'production'),
      ...overwrites([metrics('production')], 'production'),
      ...each(deletions, object(metrics('production'), 'production')),
      ...puts(all, 'staging'),
      [get, object('application/audit/records/a.json', 'production')],
    ],
    allowed: creations([metrics('production')], 'production'),
  }),
  group('the role for control creates lines of the audit, and neither reads, changes nor deletes one', control, {
    denied: [
      ...overwrites([audit]),
      ...on(get, [object(audit), object('application/audit/records/a.json')]),
      ...deletes(all),
      ...puts([metrics('previews'), metrics('staging'), metrics('production'), ...beside]),
      ...each(
        ['s3:PutObjectTagging', 's3:PutObjectAcl', 's3:RestoreObject', 's3:GetObjectVersion'],
        object(audit),
        creates,
      ),
    ],
    allowed: creations([audit]),
  }),
  group(
    'nothing but the role for control creates lines of the audit',
    [previews, ...Object.values(deploy), cleanup, viewer, developer, ...Object.values(cloudFormation)],
    { denied: [...puts([audit]), ...deletes([audit])] },
  ),
  group('what looks like a folder of a target in that of the application is no target’s', [previews, deploy.staging], {
    denied: puts(within),
    // A branch may be called so.
    allowed: overwrites(['application-form-0a1b2c3d/bundles/x.zip', 'application-form-0a1b2c3d/records/x.json']),
  }),
  group('nor is it for control', control, {
    denied: [...puts(within.filter((key) => !key.startsWith('application/audit/'))), ...overwrites(within)],
    allowed: overwrites(['application-form-0a1b2c3d/records/x.json']),
  }),
  group('nor in the bucket of production', deploy.production, {
    denied: puts(within, 'production'),
    allowed: overwrites(['production/bundles/x.zip', 'production/records/x.json'], 'production'),
  }),
  group('jobs of any branch read nothing in the folder of the application', previews, {
    denied: on(
      get,
      [...all, ...within].map((key) => object(key)),
    ),
  }),
  group('cleanup neither reads nor changes what is in the folder of the application', cleanup, {
    denied: [
      ...puts([...all, ...within]),
      ...deletes([...all, ...within]),
      ...on(
        get,
        all.map((key) => object(key)),
      ),
    ],
    allowed: deletes(['login/records/x.json', 'application-form-0a1b2c3d/records/x.json']),
  }),
  group("CloudFormation's role for previews reads nothing in the folder of the application", cloudFormation.preview, {
    denied: [
      ...[...all, ...within].flatMap((key) => each([get, 's3:GetObjectVersion'], object(key))),
      ...puts([...all, ...within]),
    ],
  }),
  group('instances of previews read nothing in the folder of the application', boundary.preview, {
    denied: [
      ...on(
        get,
        [...all, ...within].map((key) => object(key)),
      ),
      ...puts(all),
    ],
  }),
  ...stages.map((stage) =>
    group(`instances of ${stage} read nothing in the folder of the application`, boundary[stage], {
      denied: on(
        get,
        [...all, ...within].map((key) => object(key, stage)),
      ),
    }),
  ),
  group(
    'no role changes who may do what in the bundle bucket',
    [previews, ...Object.values(deploy), cleanup, control],
    {
      denied: each(
        ['s3:PutBucketPolicy', 's3:PutLifecycleConfiguration', 's3:PutBucketVersioning', 's3:DeleteBucket'],
        bucket(object('').replace(/^arn:aws:s3:::|\/$/g, '')),
      ),
    },
  ),
];
