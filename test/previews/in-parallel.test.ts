import { inParallel } from '../../lib/previews/in-parallel';
import { retainedResources } from '../../lib/stacks/empty-buckets';

describe('work in parallel', () => {
  test('keeps the order of the items and the bound', async () => {
    let running = 0;
    let most = 0;
    const results = await inParallel([5, 1, 4, 2, 3], 2, async (turns) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      running -= 1;
      return turns * 10;
    });
    expect(results).toEqual([50, 10, 40, 20, 30]);
    expect(most).toBe(2);
  });

  test('starts nothing more after an error, and waits for what runs', async () => {
    const ended: number[] = [];
    const work = inParallel([1, 2, 3, 4], 2, async (item) => {
      if (item === 1) throw new Error('one');
      await new Promise((resolve) => setImmediate(resolve));
      ended.push(item);
    });
    await expect(work).rejects.toThrow('one');
    expect(ended).toEqual([2]);
  });

  test('has nothing to do with nothing', async () => {
    expect(await inParallel([], 5, async () => 1)).toEqual([]);
  });
});

describe('retained resources', () => {
  test('are those whose deletion policy keeps them', () => {
    const template = {
      Resources: {
        A: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' },
        B: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'RetainExceptOnCreate' },
        C: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Delete' },
        D: { Type: 'AWS::S3::Bucket' },
      },
    };
    expect([...retainedResources(JSON.stringify(template))]).toEqual(['A', 'B']);
  });

  test.each(['Resources:\n  A: {}', 'null', '{}'])('are none in %j', (template) => {
    expect(retainedResources(template).size).toBe(0);
  });
});
