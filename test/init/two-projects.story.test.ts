import { parse } from 'yaml';
import type { CiPlan } from '../../lib/init/ci-plan';
import { circleciText } from '../../lib/init/circleci/text';
import { githubActionsText } from '../../lib/init/github-actions/text';
import { sample } from './samples';

type Workflow = {
  readonly jobs: Record<string, { concurrency?: { group: string }; steps: { with?: { name?: string } }[] }>;
};

async function plans(): Promise<readonly [CiPlan, CiPlan]> {
  const { plan } = await sample('Node with npm');
  return [
    { ...plan, project: 'shopfront', place: 'apps/shopfront' },
    { ...plan, project: 'backoffice', place: 'apps/backoffice' },
  ];
}

/** Every value below a key of that name. */
function valuesOf(key: string, tree: unknown): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([name, value]) =>
    name === key && typeof value === 'string' ? [value] : valuesOf(key, value),
  );
}

function shared(one: readonly string[], other: readonly string[]): string[] {
  expect(one.length).toBeGreaterThan(0);
  return one.filter((name) => other.includes(name));
}

describe('report 6 K-6: two projects in one repository', () => {
  test('share no concurrency group, artifact, workflow name or minute on GitHub Actions', async () => {
    const [one, other] = (await plans()).map((plan) => parse(githubActionsText(plan)) as Workflow & { name: string });
    expect(shared(valuesOf('group', one), valuesOf('group', other))).toEqual([]);
    const artifacts = (workflow: Workflow | undefined) =>
      Object.values(workflow?.jobs ?? {}).flatMap(({ steps }) => steps.flatMap((step) => step.with?.name ?? []));
    expect(shared(artifacts(one), artifacts(other))).toEqual([]);
    expect(shared(valuesOf('cron', one), valuesOf('cron', other))).toEqual([]);
    expect(one?.name).not.toBe(other?.name);
  });

  test('one project fetches the artifact that it has put there', async () => {
    const [plan] = await plans();
    const text = githubActionsText(plan);
    expect(text.match(/name: shopfront-bundles/g)).toHaveLength(2);
  });

  test('share no serial group, workflow or minute on CircleCI', async () => {
    const [one, other] = (await plans()).map((plan) => parse(circleciText(plan)) as { workflows: object });
    expect(shared(valuesOf('serial-group', one), valuesOf('serial-group', other))).toEqual([]);
    expect(shared(valuesOf('cron', one), valuesOf('cron', other))).toEqual([]);
    expect(shared(Object.keys(one?.workflows ?? {}), Object.keys(other?.workflows ?? {}))).toEqual([]);
  });

  test('the minute is the same each time, and none at the full hour', async () => {
    const [plan] = await plans();
    const minutes = Array.from({ length: 300 }, (_, index) => {
      const project = `p${index}`;
      const [cron = ''] = valuesOf('cron', parse(githubActionsText({ ...plan, project })));
      expect(valuesOf('cron', parse(circleciText({ ...plan, project })))).toEqual([cron]);
      return Number(cron.split(' ')[0]);
    });
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...minutes)).toBeLessThanOrEqual(59);
    expect(new Set(minutes).size).toBeGreaterThan(50);
  });
});
