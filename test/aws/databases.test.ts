import { AwsDatabases } from '../../lib/aws/account/databases';
import { collect } from '../contracts/collect';
import { oddAws } from './odd-aws';
import { queryError } from './odd-endpoint';

const aws = oddAws();
const { odd } = aws;

const shot = (id: string, type: string, status = 'available', at = '2026-11-21T03:10:00Z') =>
  `<DBSnapshot><DBSnapshotIdentifier>${id}</DBSnapshotIdentifier><SnapshotType>${type}</SnapshotType><Status>${status}</Status>${
    at && `<SnapshotCreateTime>${at}</SnapshotCreateTime>`
  }</DBSnapshot>`;
const page = (shots: readonly string[], marker = '') =>
  `<DescribeDBSnapshotsResponse xmlns="http://rds.amazonaws.com/doc/2014-10-31/"><DescribeDBSnapshotsResult>${marker}<DBSnapshots>${shots.join('')}</DBSnapshots></DescribeDBSnapshotsResult></DescribeDBSnapshotsResponse>`;
const list = () => collect(new AwsDatabases(aws.clients).snapshots('shop-db'));

test('what people and RDS took is listed from every page; what is not ready, or of strangers, is not', async () => {
  odd.reply = ({ body }) =>
    new URLSearchParams(body).get('Marker') === '1'
      ? { body: page([shot('rds:shop-db-2026-11-21-03-10', 'automated'), shot('old', 'manual', 'deleting')]) }
      : {
          body: page(
            [
              shot('shop-db-2026-11-20', 'manual', 'available', '2026-11-20T09:00:00Z'),
              shot('half', 'manual', 'creating', ''),
              shot('awsbackup:job-1', 'awsbackup'),
              shot('of-others', 'shared'),
            ],
            '<Marker>1</Marker>',
          ),
        };
  expect(await list()).toEqual([
    { id: 'shop-db-2026-11-20', at: new Date('2026-11-20T09:00:00Z') },
    { id: 'rds:shop-db-2026-11-21-03-10', at: new Date('2026-11-21T03:10:00Z') },
  ]);
  expect(odd.bodies.at(-1)).toContain('DBInstanceIdentifier=shop-db');
  expect(odd.bodies.at(-1)).not.toContain('SnapshotType');
});

test('the error of a caller that may not look names the right', async () => {
  odd.reply = () => queryError(403, 'AccessDenied', 'no');
  await expect(list()).rejects.toMatchObject({
    code: 'access-denied',
    message: expect.stringContaining('rds:DescribeDBSnapshots'),
  });
});
