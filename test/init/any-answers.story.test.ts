import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parse, parseDocument } from 'yaml';
import { choose } from '../../lib/init/ask/choose';
import { ciPlan } from '../../lib/init/ci-plan';
import { circleciText } from '../../lib/init/circleci/text';
import { firstSettings } from '../../lib/init/first-settings';
import { commandsText } from '../../lib/init/github-actions/commands-text';
import { githubActionsText } from '../../lib/init/github-actions/text';
import { repositoryFacts } from '../../lib/init/look/repository-facts';
import { settingsText } from '../../lib/init/settings-text';
import { SettingsFileSource } from '../../lib/machine/settings/settings-file';
import { checkSettings } from '../../lib/settings/check';
import { FakeWorkingFolder } from '../fakes/fake-working-folder';
import { tempFolders } from '../machine/temp-folder';
import { anyAnswers, anyRepository } from './any-repository';
import { circleciJobsOf } from './circleci-jobs-of';
import { circleciSchema } from './circleci-schema';
import { githubSchema } from './github-schema';
import { lintWorkflow } from './lint-workflow';

const newFolder = tempFolders();
const validGithub = new Ajv({ allowUnionTypes: true }).compile(githubSchema);
const validCircleci = new Ajv({ allowUnionTypes: true }).compile(circleciSchema);

async function made(repository: typeof anyRepository extends fc.Arbitrary<infer T> ? T : never, answers: object) {
  const folder = new FakeWorkingFolder(repository.files);
  folder.name = repository.name;
  folder.facts = {
    defaultBranch: repository.defaultBranch,
    ...(repository.remoteUrl !== undefined && { remoteName: repository.remoteName, remoteUrl: repository.remoteUrl }),
  };
  const facts = await repositoryFacts(folder);
  const choices = choose(answers, facts);
  return { facts, choices, plan: ciPlan(choices, facts) };
}

describe('for any repository and any right answers', () => {
  test('the settings file is the settings that were checked, and holds no credentials', async () => {
    const file = join(newFolder(), 'preview-stacks.config.ts');
    await fc.assert(
      fc.asyncProperty(anyRepository, anyAnswers, async (repository, answers) => {
        const { facts, choices } = await made(repository, answers);
        const text = settingsText(choices, facts);
        expect(text).not.toContain('SECRET');
        writeFileSync(file, text);
        const { value } = await new SettingsFileSource({
          from: '/',
          file,
          environment: { XDG_CACHE_HOME: join(file, '../cache') },
        }).load();
        expect(value).toEqual(firstSettings(choices, facts));
        expect(checkSettings(value)).toBe(value);
      }),
      { numRuns: 60 },
    );
  });

  test("CircleCI's file is what its schema allows, and staging is deployed by its branch alone", async () => {
    await fc.assert(
      fc.asyncProperty(anyRepository, anyAnswers, async (repository, answers) => {
        const { plan } = await made(repository, answers);
        const text = circleciText(plan);
        expect(parseDocument(text).errors).toEqual([]);
        validCircleci(parse(text));
        expect(validCircleci.errors ?? []).toEqual([]);
        const deployed = (branch: string) => circleciJobsOf(text, { event: 'push', branch }).map(({ name }) => name);
        expect(deployed(plan.stagingBranch)).toContain('staging');
        expect(deployed('some-branch')).toEqual(['build', 'preview']);
      }),
      { numRuns: 150 },
    );
  });

  test("GitHub's files have nothing that actionlint finds", async () => {
    await fc.assert(
      fc.asyncProperty(anyRepository, anyAnswers, async (repository, answers) => {
        const { plan, choices } = await made(repository, answers);
        for (const text of [githubActionsText(plan), commandsText(plan, { ci: choices.ci, word: '/preview' })]) {
          expect(await lintWorkflow(text)).toEqual([]);
          validGithub(parse(text));
          expect(validGithub.errors ?? []).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
