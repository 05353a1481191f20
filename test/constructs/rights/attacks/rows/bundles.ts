import { boundary, bucket, cleanup, cloudFormation, deploy, object, previews } from '../names';
import { each, type Group, group, on } from '../table';

const get = 's3:GetObject';
const put = 's3:PutObject';
const ofStaging = ['staging/bundles/x.zip', 'staging/records/x.json', 'staging/templates/x.json'].map((key) =>
  object(key),
);

export const bundleRows: readonly Group[] = [
  group("jobs of any branch neither read nor write staging's folder", previews, {
    denied: [...on(get, ofStaging), ...on(put, ofStaging), ...on('s3:DeleteObject', ofStaging)],
    allowed: [
      ...each([get, put], object('login/bundles/x.zip')),
      ...each([get, put], object('login/records/x.json')),
      ...on(get, [object('cleanup-heartbeat.json')]),
    ],
  }),
  group('jobs of any branch do not change what cleanup remembers, and delete no bundles', previews, {
    denied: [
      ...on(put, [object('cleanup-heartbeat.json'), object('cleanup-farewells.json')]),
      ...on('s3:DeleteObject', [object('login/bundles/x.zip'), object('cleanup-farewells.json')]),
      ...on('s3:DeleteObjectVersion', [object('login/bundles/x.zip')]),
    ],
  }),
  group("jobs of staging read and write staging's folder", deploy.staging, {
    denied: on(get, [object('production/bundles/x.zip', 'production')]),
    allowed: each([get, put], object('staging/bundles/x.zip')),
  }),
  group('jobs of production read what staging ran and change none of it', deploy.production, {
    denied: each(
      [put, 's3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObjectAcl', 's3:GetObjectTagging'],
      object('staging/bundles/x.zip'),
    ),
    allowed: [
      ...on(get, ofStaging.slice(0, 2)),
      // CloudFormation makes up the end of the name.
      ...on(get, [bucket('shop-application-staging-other/x')]),
      ['s3:ListBucket', object('').replace(/\/$/, '')],
      ...each([get, put], object('production/bundles/x.zip', 'production')),
    ],
  }),
  group("jobs of staging and any branch do not reach production's bucket", [previews, deploy.staging, cleanup], {
    denied: [
      ...each([get, put, 's3:DeleteObject'], object('production/bundles/x.zip', 'production')),
      ['s3:ListBucket', object('', 'production').replace(/\/$/, '')],
    ],
  }),
  group("cleanup sweeps bundles of previews, and reaches none of staging's", cleanup, {
    denied: ofStaging.flatMap((one) => each([get, put, 's3:DeleteObject', 's3:DeleteObjectVersion'], one)),
    allowed: [
      ...each(['s3:DeleteObject', 's3:DeleteObjectVersion'], object('login/bundles/x.zip')),
      ...each([get, put], object('cleanup-farewells.json')),
    ],
  }),
  group("CloudFormation's role for previews reads no bundles of staging", cloudFormation.preview, {
    denied: [...on(get, ofStaging), ...on('s3:GetObjectVersion', ofStaging)],
    allowed: [...on(get, [object('login/bundles/x.zip')]), ['s3:GetBucketLocation', object('').replace(/\/$/, '')]],
  }),
  group("CloudFormation's roles write no bundles", Object.values(cloudFormation), {
    denied: each([put, 's3:DeleteObject', 's3:PutBucketPolicy'], object('login/bundles/x.zip')),
  }),
  group("CloudFormation's roles for stages read bundles of their stage", cloudFormation.staging, {
    denied: on(get, [object('production/bundles/x.zip', 'production')]),
    allowed: on(get, ofStaging.slice(0, 1)),
  }),
  group('instances of previews read no bundles of staging', boundary.preview, {
    denied: [
      ...on(get, [...ofStaging, object('production/bundles/x.zip')]),
      ...on(put, [object('login/bundles/x.zip')]),
    ],
    allowed: on(get, [object('login/bundles/x.zip')]),
  }),
  group('instances of a stage read bundles, but none in the folder of the other stage', boundary.staging, {
    denied: on(get, [object('production/bundles/x.zip'), object('staging/records/x.json')]),
    allowed: on(get, [object('staging/bundles/x.zip')]),
  }),
  group('instances of production read bundles, but none in the folder of staging', boundary.production, {
    denied: on(get, [object('staging/bundles/x.zip', 'production'), object('staging/bundles/x.zip')]),
    allowed: on(get, [object('production/bundles/x.zip', 'production')]),
  }),
  group("Beanstalk's bucket is used, in this region, and neither deleted nor opened", Object.values(cloudFormation), {
    denied: [
      ...on(get, [bucket('elasticbeanstalk-us-east-1-111122223333/x.zip')]),
      ...each(['s3:DeleteBucket', 's3:PutBucketAcl'], bucket('elasticbeanstalk-eu-central-1-111122223333')),
      ...on(get, [bucket('elasticbeanstalk-eu-central-1-999988887777/x.zip')]),
    ],
    allowed: [
      ...each([get, put], bucket('elasticbeanstalk-eu-central-1-111122223333/x.zip')),
      ...each(['s3:CreateBucket', 's3:PutBucketPolicy'], bucket('elasticbeanstalk-eu-central-1-111122223333')),
      ...on(get, [bucket('elasticbeanstalk-env-resources-eu-central-1/x.sh')]),
    ],
  }),
];
