import { shellWord } from '../text/shell-word';
import type { Choices } from './ask/choices';
import type { ProgramVersions } from './first-files';
import { actsForPeople, productionBranch } from './first-settings';
import { packageManager } from './look/package-manager';
import type { RepositoryFacts } from './look/repository-facts';

/** The steps from these files to the first preview. */
export function nextSteps(choices: Choices, facts: RepositoryFacts, versions: ProgramVersions): string[] {
  const { app } = facts;
  const packages = app.packageJson ? app.packages : packageManager('npm');
  const { source } = versions;
  const archive = source && word(source.spec);
  const wanted = [
    // Only npm takes a path for what it is.
    archive === undefined
      ? `preview-stacks@${versions.program}`
      : `${packages.name === 'npm' ? '' : 'preview-stacks@file:'}${archive}`,
    ...Object.entries(versions.peers).map(([name, at]) => `"${name}@${at}"`),
  ];
  const pack = source?.packIn === undefined ? '' : `npm pack in the clone ${word(source.packIn)}, then `;
  const install =
    app.packageJson || source !== undefined ? `${pack}${packages.add} ${wanted.join(' ')}` : 'npm install';
  const installed = app.hasProgram ? '' : `${install}, then `;
  const program = `${packages.execute} preview-stacks`;
  const needs = choices.app === 'docker' ? ' (it needs docker or podman)' : '';
  const trial = `${installed}${program} try: it runs the app on this machine as a preview, without an account${needs}.`;
  return [
    trial,
    `${program} doctor: it says what is missing${choices.address.local ? ' (start the endpoint first: `preview-stacks local`)' : ' on AWS'}.`,
    `${program} deploy-application, once, by a person${arns(choices, facts)}`,
    choices.ci.length === 0
      ? `Commit what was written, push it on a branch, run ${program} deploy there, and open the URL that it prints.`
      : 'Commit what was written, push it on a branch, and open the URL that its job prints.',
  ];
}

/** The roles exist after the first deploy of the application stack only, and CI can deploy nothing before it knows them. */
function arns(choices: Choices, facts: RepositoryFacts): string {
  const places = {
    circleci: 'the context `preview-stacks` on CircleCI',
    'github-actions': 'the variables of the repository on GitHub',
  };
  if (choices.ci.length === 0) return '.';
  const where = choices.ci.map((ci) => places[ci]).join(' and ');
  const production =
    productionBranch(facts) === undefined
      ? ''
      : ' For production: --target production, and DeployRoleArn into PRODUCTION_ROLE_ARN.';
  // Its jobs run on GitHub, whichever CI deploys.
  const control = !actsForPeople(choices, facts)
    ? ''
    : choices.ci.includes('github-actions')
      ? ', ControlRoleArn → CONTROL_ROLE_ARN'
      : '; and on GitHub ControlRoleArn into the variable CONTROL_ROLE_ARN, and the secrets CIRCLECI_TOKEN and PREVIEWS_GITHUB_TOKEN (docs/pull-requests.md)';
  return `; then its outputs into ${where}: PreviewRoleArn → PREVIEW_ROLE_ARN, DeployRoleArn → STAGING_ROLE_ARN, CleanupRoleArn → CLEANUP_ROLE_ARN${control}.${production}`;
}

/** Most paths are words of a shell as they are. */
function word(text: string): string {
  return /^[\w./@:+#-]+$/.test(text) ? text : shellWord(text);
}
