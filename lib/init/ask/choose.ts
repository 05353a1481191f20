import { PreviewError } from '../../errors';
import { checkSettings } from '../../settings/check';
import { firstSettings } from '../first-settings';
import type { AppKind } from '../look/frameworks/framework';
import type { Ci, RepositoryFacts } from '../look/repository-facts';
import { githubOfRemote } from '../look/repository-facts';
import type { Artifact, Choices } from './choices';
import { previewAddress } from './preview-address';
import type { Answers } from './question';

/** The options behind the settings that an answer becomes, by the end of their path. */
const flags: readonly (readonly [path: RegExp, flag: string])[] = [
  [/^project$|imageRepositories/, '--project'],
  [/account$/, '--account'],
  [/region$/, '--region'],
  [/^github$/, '--github'],
  [/organizationId$/, '--circleci-organization'],
  [/projectId$/, '--circleci-project'],
  [/previewDomain$|host$|port$|scheme$/, '--preview-domain'],
];

/**
 * Makes choices of the answers and of what the repository tells.
 *
 * @throws PreviewError `option-invalid` with every fault at once, each with the option that fixes it; the settings' own rules
 * say what is wrong
 */
export function choose(answers: Answers, facts: RepositoryFacts): Choices {
  const faults: InitFault[] = [];
  const address = previewAddress(answers.previewDomain ?? '');
  if (!address) {
    const message = `"${answers.previewDomain}" is neither a domain nor a URL of one`;
    faults.push(fault('--preview-domain', message, domainHint));
  }
  const artifact = oneOf<Artifact>(faults, '--artifact', answers.artifact ?? 'source', ['source', 'image']);
  const app = chooseApp(faults, answers, facts, artifact);
  const github = chooseGithub(answers, facts);
  const choices: Choices = {
    project: answers.project ?? '',
    ...(answers.account !== undefined && { account: answers.account }),
    region: answers.region ?? '',
    // For the rules of the other answers, when this one is at fault already.
    address: address ?? { scheme: 'https', domain: 'preview.example.com', local: false },
    ci: chooseCi(faults, answers, facts),
    artifact,
    app,
    services: eachApp(answers, facts, artifact) ? 'each-app' : 'one',
    ...(github !== undefined && { github }),
    ...chooseIds(faults, answers),
  };
  if (artifact === 'image' && choices.account === undefined) {
    faults.push(fault('--account', 'an image lies in a registry of an account', 'Give the account, 12 digits.'));
  } else faults.push(...settingsFaults(choices, facts));
  if (faults.length > 0) throw invalid(faults);
  return choices;
}

function settingsFaults(choices: Choices, facts: RepositoryFacts): InitFault[] {
  try {
    checkSettings(firstSettings(choices, facts));
    return [];
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    return error.faults.map(({ path, message, hint }) => fault(flagOf(path), message, hint));
  }
}

const domainHint =
  "Write a domain such as 'preview.acme.dev', or 'http://preview.localhost:8080' for the embedded endpoint.";

function chooseCi(faults: InitFault[], { ci }: Answers, facts: RepositoryFacts): readonly Ci[] {
  if (ci === undefined) return facts.ci;
  const named = oneOf(faults, '--ci', ci, ['circleci', 'github-actions', 'both', 'none'] as const);
  if (named === 'both') return ['circleci', 'github-actions'];
  return named === 'none' ? [] : [named];
}

/** An image is built of a Dockerfile, whatever is in it. */
function chooseApp(
  faults: InitFault[],
  { app }: Answers,
  { app: { kinds } }: RepositoryFacts,
  artifact: Artifact,
): AppKind {
  if (app !== undefined) {
    const named = oneOf<AppKind>(faults, '--app', app, ['node', 'python', 'docker']);
    if (artifact === 'source' || named === 'docker') return named;
    // What is no value at all is a fault already.
    if (named === app) {
      const hint = 'Leave --app out, or set --artifact to source.';
      faults.push(fault('--app', `an image does not run as "${named}"`, hint));
    }
    return 'docker';
  }
  if (artifact === 'image') return 'docker';
  return kinds[0] ?? 'node';
}

/** Of a monorepo, unless its top is an application itself or an option says how the one application runs. */
function eachApp({ app }: Answers, facts: RepositoryFacts, artifact: Artifact): boolean {
  const top = facts.app.plans.some(({ kind }) => kind === 'node');
  return app === undefined && artifact === 'source' && facts.apps.length > 0 && !top;
}

/** `owner/repository`: what the option says goes before the remote. */
export function chooseGithub({ github }: Answers, facts: RepositoryFacts): string | undefined {
  if (github === undefined) return facts.github;
  return githubOfRemote(github) ?? github;
}

function chooseIds(faults: InitFault[], { circleciOrganization, circleciProject }: Answers): Pick<Choices, 'circleci'> {
  if (circleciOrganization === undefined && circleciProject === undefined) return {};
  const missing = circleciProject === undefined ? '--circleci-project' : '--circleci-organization';
  if (circleciOrganization !== undefined && circleciProject !== undefined) {
    return { circleci: { organizationId: circleciOrganization, projectId: circleciProject } };
  }
  faults.push(
    fault(missing, 'CircleCI needs both ids, of the organization and of the project', `Give ${missing}, too.`),
  );
  return {};
}

/** A value that is none of them is written down as a fault; the first stands in for it, so that the others are looked at. */
function oneOf<T extends string>(faults: InitFault[], flag: string, value: string, allowed: readonly [T, ...T[]]): T {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  faults.push(fault(flag, `"${value}" is none of its values`, `Write ${allowed.join(', ')}.`));
  return allowed[0];
}

type InitFault = PreviewError['faults'][number];

function fault(path: string, message: string, hint: string): InitFault {
  return { path, message, hint };
}

/** What is not in the table is no answer's fault: then our own files would be wrong. */
function flagOf(path: string): string {
  return flags.find(([end]) => end.test(path))?.[1] ?? path;
}

function invalid(faults: readonly InitFault[]): PreviewError {
  const message = faults.length === 1 ? `${faults[0]?.path} is wrong` : `${faults.length} options are wrong`;
  const hint = 'Fix what is listed, then try again. Nothing was written.';
  return new PreviewError('option-invalid', message, { fault: 'user', hint, faults });
}
