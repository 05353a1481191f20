import { cleanup } from '../../../lib/cleanup/cleanup';
import { ownershipTags } from '../../../lib/naming/ownership-tags';
import { namesOf } from '../../../lib/naming/resource-names';
import type { Stack } from '../../../lib/ports/stacks';
import { resolveSettings } from '../../../lib/settings/resolve';
import { Random } from '../../../test/cleanup/histories/random';
import { FakeAccount } from '../../../test/fakes/fake-account';
import { applicationOutputsOf } from '../../../test/fakes/fake-account-world';
import { FakeBuckets } from '../../../test/fakes/fake-buckets';
import { FakeBundles } from '../../../test/fakes/fake-bundles';
import { FakeHeartbeats } from '../../../test/fakes/fake-heartbeats';
import { FakeRecords } from '../../../test/fakes/fake-records';
import { FakeRetained } from '../../../test/fakes/fake-retained';
import { FakeSourceRepository } from '../../../test/fakes/fake-source-repository';
import { FakeStacks } from '../../../test/fakes/fake-stacks';
import type { BenchTable } from '../bench-table';
import { LimitedStacks } from './limited-stacks';
import { SimulatedClock } from './simulated-clock';

const stackCount = 1000;
const orphanCount = 200;
/** Every tenth orphan has a bucket that stands in the way of its first deletion. */
const blockedEvery = 10;
const branchCount = 5000;
const deleteMs = 30_000;
const gitHubMs = 150;
const s3Ms = 100;

/** A whole run over 200 orphans, in simulated time. */
export async function wholeRun(): Promise<BenchTable> {
  const clock = new SimulatedClock();
  const random = new Random(7);
  const fake = new FakeStacks(clock);
  fake.operationMs = deleteMs;
  fake.add({ name: 'shop-application-staging', outputs: applicationOutputsOf('staging') });
  const repository = repositoryOf(clock);
  const buckets = new FakeBuckets();
  let blocked = 0;
  for (let index = 1; index < stackCount; index += 1) {
    const stack = addPreview(fake, repository, index);
    if (index > orphanCount || index % blockedEvery !== 0) continue;
    blocked += 1;
    buckets.fill(`${stack.name}-bucket`, 900);
  }
  fake.failureOf = ({ name }, operation) =>
    operation === 'delete' && buckets.versions(`${name}-bucket`) > 0 ? {} : undefined;
  fake.onSettled = ({ name, status }) => {
    if (status === 'DELETE_COMPLETE') buckets.drop(`${name}-bucket`);
  };
  const stacks = new LimitedStacks(fake, clock, () => random.next());
  const empty = buckets.empty.bind(buckets);
  buckets.empty = async function* (name) {
    await clock.sleep(3 * s3Ms);
    yield* empty(name);
  };
  const records = new FakeRecords();
  const ports = {
    ...{ account: new FakeAccount(), stacks, buckets, bundles: new FakeBundles(records), records, repository, clock },
    ...{ retained: new FakeRetained(), heartbeats: new FakeHeartbeats(), progress: { emit: () => undefined } },
  };
  const report = await cleanup(ports, { settings, execute: true, maxDeletions: orphanCount, maxShare: 1 });
  const orphans = report.results.length;
  if (report.left.length > 0 || report.counts.deleted !== orphans) throw new Error(`left: ${report.left[0]?.because}`);
  const deletions = fake.removals.length;
  const atOnce = settings.values.cleanup.deletionsAtOnce;
  const bound = (Math.ceil((orphans + blocked) / atOnce) * deleteMs) / 1000;
  const wall = report.milliseconds / 1000;
  const pages = repository.pages;
  return {
    title: `A run over ${orphans} orphans among ${stackCount.toLocaleString('en')} stacks and ${branchCount.toLocaleString('en')} branches`,
    columns: ['what', 'measured', 'bound', 'ratio'],
    rows: [
      ['time, simulated', `${wall.toFixed(0)} s`, `${bound} s`, (wall / bound).toFixed(2)],
      ['deletions asked for', `${deletions}`, `${orphans + blocked}`, (deletions / (orphans + blocked)).toFixed(2)],
      ['pages of stacks, inventory and last look', `${stacks.pages}`, `${2 * Math.ceil(stackCount / 100) - 2}`, ''],
      ['pages of branches', `${pages}`, `${branchCount / 100}`, (pages / (branchCount / 100)).toFixed(2)],
      ['requests to CloudFormation, a second', (stacks.requests / wall).toFixed(1), '5', ''],
      ['throttled and tried again', `${stacks.throttled}`, '', ''],
      ['throttling errors surfaced', `${stacks.surfaced}`, '0', ''],
    ],
    notes: [
      `Deletions take ${deleteMs / 1000} s, ${atOnce} at once by default; ${blocked} buckets stand in the way and count as two deletions.`,
      'CloudFormation takes 5 requests a second (10 after a rest), answers in 80 ms and is retried as the SDK does; GitHub answers in 150 ms.',
      'One after the other, as the original script does it, the bound is that of one deletion at once: ' +
        `${((orphans + blocked) * deleteMs) / 1000} s, ${(((orphans + blocked) * deleteMs) / 1000 / wall).toFixed(1)} times as long.`,
    ],
  };
}

const settings = resolveSettings(
  {
    project: 'shop',
    github: 'acme/shop',
    base: { region: 'eu-central-1' },
    staging: { host: 'staging.acme.dev' },
    preview: { previewDomain: 'preview.acme.dev' },
  },
  { kind: 'preview', branch: '' },
);

function addPreview(stacks: FakeStacks, repository: FakeSourceRepository, index: number): Stack {
  const branch = `feature/topic-${index}`;
  if (index > orphanCount) repository.push(branch);
  const target = { kind: 'preview', branch } as const;
  const { stackName } = namesOf('shop', target);
  const tags = ownershipTags({ project: 'shop', repository: repository.identity, target });
  const body = '{"Resources":{"Bucket":{"Type":"AWS::S3::Bucket"}}}';
  return stacks.add({ name: stackName, tags, createdAt: new Date(0) }, body);
}

/** GitHub with its latency, and a count of its pages. */
function repositoryOf(clock: SimulatedClock) {
  const inner = new FakeSourceRepository();
  for (let index = 1; index < branchCount - (stackCount - 1 - orphanCount); index += 1)
    inner.push(`other/branch-${index}`);
  const branches = inner.branches.bind(inner);
  const branch = inner.branch.bind(inner);
  const made = Object.assign(inner, { pages: 0 });
  made.branches = async function* () {
    let count = 0;
    for await (const one of branches()) {
      if (count % 100 === 0) {
        made.pages += 1;
        await clock.sleep(gitHubMs);
      }
      count += 1;
      yield one;
    }
  };
  made.branch = async (name) => {
    // A branch that is gone takes three requests: itself, the repository, the default branch.
    await clock.sleep(3 * gitHubMs);
    return branch(name);
  };
  return made;
}
