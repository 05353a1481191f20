import * as fc from 'fast-check';
import { applicationNames } from '../../lib/naming/application-names';
import { projectNameFault, serviceNameFault } from '../../lib/naming/project-name';
import { namesOf } from '../../lib/naming/resource-names';
import type { Target } from '../../lib/naming/target';
import { anyBranch } from './branches';

const lowers = 'abcdefghijklmnopqrstuvwxyz0123456789';
const project = fc
  .string({ unit: fc.constantFrom(...`${lowers}-`), minLength: 1, maxLength: 10 })
  .filter((name) => !projectNameFault(name));
const service = fc
  .string({ unit: fc.constantFrom(...lowers), minLength: 1, maxLength: 7 })
  .filter((name) => !serviceNameFault(name));
const target: fc.Arbitrary<Target> = fc.oneof(
  { weight: 8, arbitrary: anyBranch.map((branch): Target => ({ kind: 'preview', branch })) },
  { weight: 1, arbitrary: fc.constantFrom<Target>({ kind: 'production' }, { kind: 'staging' }) },
);

/** AWS's own words for what it takes, as regular expressions. */
const stackName = /^[a-zA-Z][-a-zA-Z0-9]{0,127}$/;
const environmentName = /^(?=.{4,40}$)[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])$/;
const dnsLabel = /^(?=.{1,63}$)(?!..--)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const iamName = /^[\w+=,.@-]{1,64}$/;

const check = (property: fc.IProperty<[string, string, Target]>) =>
  fc.assert(property, { seed: 20_264, numRuns: 3000 });

test('every stack name is one that CloudFormation takes', () => {
  check(fc.property(project, service, target, (p, _s, t) => expect(namesOf(p, t).stackName).toMatch(stackName)));
});

test('every environment name is one that Beanstalk takes', () => {
  check(
    fc.property(project, service, target, (p, s, t) =>
      expect(namesOf(p, t).environmentName(s)).toMatch(environmentName),
    ),
  );
});

test('every host label, of the main service and of others, is one DNS label', () => {
  check(
    fc.property(project, service, target, (p, s, t) => {
      const names = namesOf(p, t);
      expect(names.hostLabel('web')).toMatch(dnsLabel);
      expect(names.hostLabel(s)).toMatch(dnsLabel);
    }),
  );
});

test('every id is 3 to 53 and every key 10 to 20 lower-case letters, digits and single hyphens', () => {
  check(
    fc.property(project, service, target, (p, _s, t) => {
      const { id, key } = namesOf(p, t);
      expect(id).toMatch(/^(?=.{3,53}$)[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(key).toMatch(t.kind === 'preview' ? /^(?=.{10,20}$)[a-z0-9]+(-[a-z0-9]+)*$/ : /^(production|staging)$/);
    }),
  );
});

test('the longest project, key and service fill exactly the 40 characters of an environment name', () => {
  const names = namesOf('abcdefghij', { kind: 'preview', branch: 'a-very-long-branch-name' });
  expect(names.environmentName('workers')).toHaveLength(40);
});

test('every name of an application stack is one that its service takes', () => {
  fc.assert(
    fc.property(project, fc.constantFrom('production' as const, 'staging' as const), (p, stage) => {
      const { stackName: stack, applicationName, ...iam } = applicationNames(p, stage);
      expect(stack).toMatch(stackName);
      expect(applicationName).toMatch(/^[a-zA-Z0-9-]{1,100}$/);
      for (const name of Object.values(iam)) expect(name).toMatch(iamName);
      expect(new Set(Object.values(iam)).size).toBe(Object.values(iam).length);
    }),
    { seed: 20_265 },
  );
});

test('stack names, environment names and IAM names of two projects never meet', () => {
  // Every project and branch made of the very words that the names are made of: whatever can meet, meets here.
  const projects = sequences(['a', 'b', 'preview', 'shared', 'staging'], 3).filter((name) => !projectNameFault(name));
  const branches = sequences(['a', 'b', 'preview', 'staging', 'production', 'application'], 3);
  const targets: Target[] = [
    { kind: 'production' },
    { kind: 'staging' },
    ...branches.map((branch): Target => ({ kind: 'preview', branch })),
  ];
  const owner = new Map<string, string>();
  const meetings: string[] = [];
  for (const p of projects) {
    for (const t of targets) {
      const names = namesOf(p, t);
      const application = Object.values(applicationNames(p, names.stage));
      for (const name of [names.stackName, names.environmentName('web'), ...application]) {
        if ((owner.get(name) ?? p) !== p) meetings.push(name);
        owner.set(name, p);
      }
    }
  }
  expect(meetings).toEqual([]);
  expect(projects.length).toBeGreaterThan(20);
  expect(owner.size).toBeGreaterThan(10_000);
});

/** Every sequence of one to `most` words, joined by hyphens. */
function sequences(words: readonly string[], most: number): string[] {
  if (most === 0) return [];
  return words.flatMap((word) => [word, ...sequences(words, most - 1).map((rest) => `${word}-${rest}`)]);
}

test('no stack of another project starts like the previews of a project', () => {
  for (const other of ['a-b', 'a-shared', 'a-previe', 'previewa', 'preview', 'ab']) {
    expect(projectNameFault(other)).toBeUndefined();
    expect(namesOf(other, { kind: 'production' }).stackName.startsWith('a-preview-')).toBe(false);
  }
  expect(projectNameFault('a-preview')).toContain('preview');
});

test.each(['preview', 'staging', 'production'])('no other project is called like the %s of a project', (kind) => {
  for (const name of [`a-${kind}`, `ui-${kind}`, `a-${kind}-b`].filter(({ length }) => length <= 10)) {
    expect(projectNameFault(name)).toContain(`"${kind}"`);
  }
  expect(projectNameFault(kind)).toBeUndefined();
});
