import { AwsAccount } from '../../lib/aws/account/account';
import { AwsStacks } from '../../lib/aws/cloudformation/stacks';
import { AwsRetained } from '../../lib/aws/retained/retained';
import { AwsBuckets } from '../../lib/aws/s3/buckets';
import { AwsRecords } from '../../lib/aws/s3/records';
import { withProposedTags } from '../../lib/previews/proposed-stack';
import { oddAws } from '../aws/odd-aws';
import type { Answer, OddRequest } from '../aws/odd-endpoint';
import { recordOf } from '../contracts/aws/records.contract';
import { changeOf } from '../contracts/aws/stacks.contract';
import { collect } from '../contracts/collect';
import { FakeClock } from '../fakes/fake-clock';
import { type Question, type Reading, stackId, stackName } from './reading';
import { refusedReadings } from './rows/readings-refused';
import { shownReadings } from './rows/readings-shown';

const readings: readonly Reading[] = [...refusedReadings, ...shownReadings];
const aws = oddAws();
const location = { bucket: 'bundles', targetId: 'a', stackId };

const owner = { stackName, environmentPrefix: 'shop-a--', databases: [] };

const questions: Readonly<Record<Question, (stacks: AwsStacks) => Promise<unknown>>> = {
  list: (stacks) => collect(stacks.list()),
  find: (stacks) => stacks.find(stackName),
  events: (stacks) => collect(stacks.events(stackId)),
  change: (stacks) => stacks.change(changeOf(stackName)),
  remove: (stacks) => stacks.remove(stackId, { token: 'token' }),
  tags: async (stacks) => {
    const stack = await stacks.find(stackName);
    return stack && (await withProposedTags(stacks, stack, 'shop')).tags;
  },
  empty: async () => (await collect(new AwsBuckets(aws.clients, new FakeClock()).empty('files'))).at(-1),
  write: () => new AwsRecords(aws.clients).write(location, recordOf(location), undefined),
  network: () => new AwsAccount(aws.clients).network(undefined),
  identity: () => new AwsAccount(aws.clients).identity(),
  retained: () => collect(new AwsRetained(aws.clients).find(owner)),
};

const ofS3: Readonly<Record<string, string>> = {
  uploads: 'ListMultipartUploads',
  versions: 'ListObjectVersions',
  delete: 'DeleteObjects',
};

function operationOf({ body, target, method, url }: OddRequest): string {
  const subresource = [...new URL(url, 'http://localhost').searchParams.keys()].find((key) => key in ofS3) ?? '';
  return /(?:^|&)Action=(\w+)/.exec(body)?.[1] ?? (target || (ofS3[subresource] ?? `${method}Object`));
}

test.each(readings.map((reading) => [reading.id, reading.fact, ...reading.recorded, reading] as const))(
  '%s: %s (%s, %s)',
  async (_id, _fact, _source, _date, { ask, answers, refusal, value, never = [] }) => {
    const left = new Map(Object.entries(answers).map(([operation, list]) => [operation, [...list]]));
    const asked: string[] = [];
    aws.odd.reply = (request): Answer => {
      const operation = operationOf(request);
      asked.push(operation);
      const list = left.get(operation) ?? [];
      const next = list.length > 1 ? list.shift() : list[0];
      return next ?? { body: `<${operation}Response><${operation}Result></${operation}Result></${operation}Response>` };
    };
    const answer = questions[ask](new AwsStacks(aws.clients, new FakeClock()));
    if (refusal === undefined) {
      expect(await answer).toEqual(value);
    } else {
      await expect(answer).rejects.toMatchObject({
        ...{ name: 'PreviewError', code: refusal.code, exitCode: refusal.exitCode ?? 1 },
        ...(refusal.says !== undefined && { message: expect.stringMatching(refusal.says) }),
        ...(refusal.hint !== undefined && { hint: expect.stringMatching(refusal.hint) }),
      });
    }
    for (const operation of never) expect(asked).not.toContain(operation);
    for (const operation of Object.keys(answers)) expect(asked).toContain(operation);
  },
);

test('every reading has an id of its own, a source and a date', () => {
  expect(new Set(readings.map(({ id }) => id)).size).toBe(readings.length);
  for (const { recorded } of readings) {
    expect(recorded).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/^≤?\d{4}-\d\d-\d\d$/)]);
  }
});
