import { AwsRetained } from '../../../lib/aws/retained/retained';
import { collect } from '../../contracts/collect';
import { oddAws } from '../odd-aws';
import { queryError } from '../odd-endpoint';

const aws = oddAws();
const { odd } = aws;

const page = (ids: readonly string[], marker = '') =>
  `<DescribeDBSnapshotsResponse xmlns="http://rds.amazonaws.com/doc/2014-10-31/"><DescribeDBSnapshotsResult>${marker}<DBSnapshots>${ids
    .map((id) => `<DBSnapshot><DBSnapshotIdentifier>${id}</DBSnapshotIdentifier></DBSnapshot>`)
    .join('')}</DBSnapshots></DescribeDBSnapshotsResult></DescribeDBSnapshotsResponse>`;

function snapshots(...pages: readonly (readonly string[])[]): void {
  odd.reply = ({ target, body }) => {
    if (target === 'DescribeLogGroups')
      return { headers: { 'content-type': 'application/x-amz-json-1.1' }, body: '{"logGroups":[]}' };
    const at = Number(new URLSearchParams(body).get('Marker') ?? 0);
    return { body: page(pages[at] ?? [], at + 1 < pages.length ? `<Marker>${at + 1}</Marker>` : '') };
  };
}

const find = (databases: readonly string[] | 'any') =>
  collect(
    new AwsRetained(aws.clients).find({
      stackName: 'shop-preview-A',
      environmentPrefix: 'shop-a-1234abcd--',
      databases,
    }),
  );

test('snapshots that CloudFormation took of the database are found on every page; those that people took are not', async () => {
  // The second of another stack: shop-preview-a-snapshot-b.
  const others = ['before-the-migration', 'shop-preview-a-snapshot-b-snapshot-database-1'];
  snapshots([...others, 'shop-preview-a-snapshot-database-1'], ['shop-preview-a-snapshot-database-2']);
  expect(await find(['db-1'])).toEqual([
    { kind: 'snapshot', name: 'shop-preview-a-snapshot-database-1' },
    { kind: 'snapshot', name: 'shop-preview-a-snapshot-database-2' },
  ]);
  expect(odd.bodies.at(-1)).toContain('DBInstanceIdentifier=db-1');
});

test('RDS is not asked about stacks that had no database', async () => {
  snapshots(['shop-preview-a-snapshot-database-1']);
  expect(await find([])).toEqual([]);
  expect((await find('any')).map(({ name }) => name)).toEqual(['shop-preview-a-snapshot-database-1']);
  expect(odd.bodies.at(-1)).not.toContain('DBInstanceIdentifier');
});

test('a snapshot that is gone already is no error, one that may not be deleted is', async () => {
  const retained = new AwsRetained(aws.clients);
  odd.reply = () => queryError(404, 'DBSnapshotNotFound', 'gone');
  await expect(retained.remove({ kind: 'snapshot', name: 'x' })).resolves.toBeUndefined();
  odd.reply = () => queryError(403, 'AccessDenied', 'no');
  await expect(retained.remove({ kind: 'snapshot', name: 'x' })).rejects.toMatchObject({ code: 'access-denied' });
});
