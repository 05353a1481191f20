import { workflowFiles } from '../naming/workflow-file';
import type { Choices } from './ask/choices';
import { type CiPlan, ciPlan } from './ci-plan';
import { circleciText } from './circleci/text';
import { actsForPeople } from './first-settings';
import { commandsText } from './github-actions/commands-text';
import { sleepText } from './github-actions/sleep-text';
import { githubActionsText } from './github-actions/text';
import type { RepositoryFacts } from './look/repository-facts';
import { type FirstService, servicesOf } from './services';
import { settingsText } from './settings-text';

/** Which versions a repository gets that has no `package.json` yet. */
export interface ProgramVersions {
  /** Of this program. */
  readonly program: string;
  /** Ranges of what it stands on, by package. */
  readonly peers: Readonly<Record<string, string>>;
  /** What npm installs this program from, and the clone in which `npm pack` makes that first. @default a registry */
  readonly source?: { readonly spec: string; readonly packIn?: string };
}

/** A file to be written, with its path from the top of the repository. */
export interface FirstFile {
  readonly path: string;
  readonly text: string;
}

const circleciPath = '.circleci/config.yml';

/** Every file of a new team, whatever is there already. */
export function firstFiles(choices: Choices, facts: RepositoryFacts, versions: ProgramVersions): FirstFile[] {
  const inside = insideOf(facts);
  const plan = ciPlan(choices, facts);
  const services = servicesOf(choices, facts);
  return [
    { path: inside(settingsName(facts, services)), text: settingsText(choices, facts) },
    ...procfilesOf(services, facts),
    ...(choices.ci.includes('circleci') ? [{ path: circleciPath, text: circleciText(plan) }] : []),
    ...(choices.ci.includes('github-actions') ? [{ path: workflowFiles.previews, text: githubActionsText(plan) }] : []),
    ...controlFiles(choices, facts, plan),
    ...(facts.app.packageJson ? [] : [{ path: inside('package.json'), text: packageText(choices.project, versions) }]),
  ];
}

/** The jobs that act for people, whatever the CI: their role trusts GitHub alone. */
function controlFiles(choices: Choices, facts: RepositoryFacts, plan: CiPlan): FirstFile[] {
  if (!actsForPeople(choices, facts)) return [];
  const { sleep, word = '/preview' } = facts.settings ?? {};
  return [
    { path: workflowFiles.commands, text: commandsText(plan, { ci: choices.ci, word }) },
    ...(sleep ? [{ path: workflowFiles.sleep, text: sleepText(plan) }] : []),
  ];
}

/** The Procfile of each service that needs one and has none. */
export function procfilesOf(services: readonly FirstService[], facts: RepositoryFacts): FirstFile[] {
  const inside = insideOf(facts);
  return services.flatMap(({ folder, procfile }) =>
    procfile === undefined
      ? []
      : [{ path: inside(folder === '' ? 'Procfile' : `${folder}/Procfile`), text: `web: ${procfile}\n` }],
  );
}

const insideOf =
  ({ place }: RepositoryFacts) =>
  (path: string) =>
    place === '' ? path : `${place}/${path}`;

/** The name that is there already; else TypeScript, where the app is JavaScript and its own build leaves the file alone. */
function settingsName({ app, settingsFile }: RepositoryFacts, services: readonly FirstService[]): string {
  const javascript = services.some(({ kind }) => kind === 'node');
  return settingsFile ?? `preview-stacks.config.${javascript ? app.settingsExtension : 'mjs'}`;
}

/** The least package.json that brings our program. */
function packageText(name: string, { program, peers }: ProgramVersions): string {
  const devDependencies = { ...peers, 'preview-stacks': program };
  return `${JSON.stringify({ name, private: true, devDependencies }, undefined, 2)}\n`;
}
