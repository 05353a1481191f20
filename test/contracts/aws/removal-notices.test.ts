import { PutObjectCommand } from '@aws-sdk/client-s3';
import { AwsBundles } from '../../../lib/aws/s3/bundles';
import { AwsRemovalNotices } from '../../../lib/aws/s3/removal-notices';
import { removalNoticesKey } from '../../../lib/naming/bundle-key';
import { FakeClock } from '../../fakes/fake-clock';
import { FakeRemovalNotices } from '../../fakes/fake-removal-notices';
import { collect } from '../collect';
import { LocalS3 } from './local-s3';
import { describeRemovalNoticesContract, removalNoticeOf } from './removal-notices.contract';

describeRemovalNoticesContract('the fake', async () => ({
  removalNotices: new FakeRemovalNotices(),
  bucket: 'bundles',
}));

let s3: LocalS3;
beforeAll(async () => {
  s3 = await LocalS3.start();
});
afterAll(() => s3.stop());

describeRemovalNoticesContract('S3', async () => ({
  removalNotices: new AwsRemovalNotices(s3.clients),
  bucket: await s3.bucket(),
}));

const put = (Bucket: string, Body: string) =>
  s3.clients.s3.send(new PutObjectCommand({ Bucket, Key: removalNoticesKey, Body }));

test('unreadable notices are none and are written over, and a bucket that is gone has none', async () => {
  const removalNotices = new AwsRemovalNotices(s3.clients);
  const bucket = await s3.bucket();
  for (const text of ['no JSON', 'null', '{"farewells":7}', '{"farewells":[null,{"targetId":1},"x"]}']) {
    await put(bucket, text);
    expect(await removalNotices.read(bucket)).toEqual([]);
  }
  const forged = [
    { ...removalNoticeOf('one'), targetId: 'x --> @all' },
    { ...removalNoticeOf('one'), since: 'never' },
  ];
  await put(bucket, JSON.stringify({ removalNotices: forged }));
  expect(await removalNotices.read(bucket)).toEqual([]);
  await removalNotices.change(bucket, { add: [removalNoticeOf('one')] });
  expect(await removalNotices.read(bucket)).toEqual([removalNoticeOf('one')]);
  expect(await removalNotices.read('no-such-bucket-here')).toEqual([]);
});

test('where others write between each look and its note, it ends after ten attempts with farewells-conflict', async () => {
  const bucket = await s3.bucket();
  const send = s3.clients.s3.send.bind(s3.clients.s3);
  let count = 0;
  const meddling = {
    ...s3.clients,
    s3: Object.assign(Object.create(s3.clients.s3), {
      send: async (command: object) => {
        if (command instanceof PutObjectCommand) {
          count += 1;
          await put(bucket, `{"farewells":[],"count":${count}}`);
        }
        return send(command as never);
      },
    }),
  };
  await expect(new AwsRemovalNotices(meddling).change(bucket, { add: [removalNoticeOf('one')] })).rejects.toMatchObject(
    {
      code: 'farewells-conflict',
      fault: 'world',
    },
  );
  expect(count).toBe(10);
});

test('they lie in no folder, so that cleanup does not take them for the bundles of a preview', async () => {
  const bucket = await s3.bucket();
  await put(bucket, '{}');
  expect(await collect(new AwsBundles(s3.clients, new FakeClock()).targetIds(bucket))).toEqual([]);
});
