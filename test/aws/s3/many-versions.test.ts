import { S3Client } from '@aws-sdk/client-s3';
import { sweepVersions } from '../../../lib/aws/s3/sweep-versions';
import { FakeClock } from '../../fakes/fake-clock';

const pages = 1000;
const onPage = 1000;

/** A bucket of a million versions that exists page by page only; nothing goes over a wire. */
class Bottomless extends S3Client {
  listed = 0;
  deleted = 0;
  /** Versions that were listed and not deleted yet, at the most. */
  held = 0;
  private next = 0;

  override async send(command: unknown): Promise<never> {
    await new Promise((resolve) => setImmediate(resolve));
    const { input } = command as { input: { Delete?: { Objects: unknown[] } } };
    return (input.Delete ? this.drop(input.Delete.Objects.length) : this.list()) as never;
  }

  private drop(count: number) {
    this.deleted += count;
    return { Errors: [] };
  }

  private list() {
    this.listed += 1;
    if (this.next === pages) return { Versions: [], IsTruncated: false };
    this.next += 1;
    this.held = Math.max(this.held, this.next * onPage - this.deleted);
    const Versions = Array.from({ length: onPage }, (_, index) => ({ Key: `${this.next}/${index}`, VersionId: 'v' }));
    return { Versions, IsTruncated: this.next < pages, NextKeyMarker: `${this.next}`, NextVersionIdMarker: 'v' };
  }
}

test('K39: of a million versions no more than seven pages are held at a time, and no call is wasted', async () => {
  const s3 = new Bottomless({ region: 'eu-central-1' });
  let last = 0;
  for await (const { deleted } of sweepVersions({ s3, bucket: 'huge', clock: new FakeClock() })) last = deleted;
  expect([last, s3.deleted]).toEqual([pages * onPage, pages * onPage]);
  expect(s3.held).toBeLessThanOrEqual(7 * onPage);
  expect(s3.listed).toBe(pages + 1);
}, 30_000);
