import { projectLimit, projectNameFault } from '../../naming/project-name';
import { formerIdentity, isOnGitHub } from '../../naming/repository-identity';
import type { BranchOverride, SettingsFile } from '../settings';
import * as format from './formats';
import { layerFields } from './layer-rules';
import { type Fields, listOf, type Misplaced, type Rule, record, wrongType } from './rule';
import { text } from './scalar';
import { show } from './show';

const ownHost = {
  message: 'would be the host of several targets',
  hint: 'Set host in production and in staging; a preview takes its host from previewDomain.',
};
const notByBranch = (layer: string) => (key: string) =>
  [key, { message: 'cannot differ from branch to branch', hint: `Set ${key} in ${layer}.` }] as const;
const promotion: Misplaced = {
  promoteFrom: {
    message: 'has no meaning here: bundles are promoted to production only',
    hint: 'Set promoteFrom in production.',
  },
};
const control = {
  message: 'has no meaning here: its role is made once, in the stage where previews live',
  hint: 'Set control in staging or base.',
};
const alarms = {
  message: 'would wake people for a preview, and previews have no alarms',
  hint: 'Set alarms in base, staging or production.',
};
const sleep = {
  message: 'has no meaning here: only previews sleep',
  hint: 'Set sleep in preview, or in an entry of branches.',
};
const inBase: Misplaced = { host: ownHost, sleep, ...promotion };
const inStaging: Misplaced = { sleep, ...promotion };
const inProduction: Misplaced = {
  seed: {
    message: 'would write test data into production',
    hint: 'Set seed in base, staging or preview: production never has it.',
  },
  control,
  sleep,
};
const inPreview: Misplaced = { host: ownHost, control, alarms, ...promotion };
/** What previews share: the application stack, its balancer, its certificate, and the rules of cleanup. */
const inOverride: Misplaced = {
  host: ownHost,
  control,
  alarms,
  ...promotion,
  ...Object.fromEntries(['account', 'region', 'network', 'scheme', 'port', 'ci'].map(notByBranch('base'))),
  ...Object.fromEntries(
    [
      'previewDomain',
      'hostedZoneId',
      'certificateArn',
      'skip',
      'maxPreviews',
      'limits',
      'cleanup',
      'accessLogs',
      'rights',
    ].map(notByBranch('preview')),
  ),
};

const projectName: Rule = (value, path, report) => {
  const hint = `Write 1 to ${projectLimit} lower-case letters, digits and single hyphens, starting with a letter.`;
  if (typeof value !== 'string') return wrongType(value, path, report, 'the name of a project', hint);
  const fault = projectNameFault(value);
  if (fault !== undefined)
    report({ path, message: `${show(value)} cannot be the name of a project: it ${fault}`, hint });
  return value;
};

const override: Fields<BranchOverride> = {
  match: format.branchPattern,
  because: text('a reason', 'Say in a few words why these branches differ.', (value) => value.trim() !== ''),
  settings: record(layerFields, { misplaced: inOverride }),
};

const withBranch = { ...layerFields, branch: format.branch };

const file: Fields<SettingsFile> = {
  project: projectName,
  github: text('a repository on GitHub', "Write 'owner/repository', without host and '.git'.", isOnGitHub),
  // An entry that is no text keeps its place.
  formerly: listOf(
    text(
      'a former name of the repository',
      "Write 'owner/repository' for GitHub, else what the tag preview-stacks:repository of the stack says, such as 'git:git.acme.dev/team/shop'.",
      (value) => formerIdentity(value) !== undefined,
    ),
    0,
    '',
  ),
  remote: text('the name of a git remote', "Write a name as `git remote` prints it, such as 'origin'.", (value) =>
    /^[A-Za-z0-9_][A-Za-z0-9._/-]*$/.test(value),
  ),
  extend: format.modulePath,
  base: record(layerFields, { misplaced: inBase }),
  production: record(withBranch, { misplaced: inProduction }),
  staging: record(withBranch, { misplaced: inStaging }),
  preview: record(layerFields, { misplaced: inPreview }),
  // An override that is no record keeps its place, for the others are known by theirs.
  branches: listOf(
    record(override, {
      required: {
        match: "Set match to a pattern of branch names, such as 'release/*'.",
        because: 'Say in a few words why these branches differ.',
        settings: 'Set settings to what differs.',
      },
    }),
    0,
    {},
  ),
};

/** The settings file as it is written, layer by layer. */
export const fileRule: Rule = record(file, {
  required: { project: "Set project, such as 'shop'.", base: "Set base: { region: 'eu-central-1', … }." },
});
