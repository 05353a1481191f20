import { stageOf } from '../naming/target';
import type { ResolvedSettings } from '../settings/resolve';

/** What GitHub knows a repository by. The numbers stay when it is renamed; that of the owner changes when it is transferred. */
export interface GitHubRepository {
  readonly id: number;
  readonly ownerId: number;
  /** `owner/repository`, letter for letter. */
  readonly fullName: string;
}

export interface RepositoryFault {
  readonly message: string;
  readonly hint: string;
}

/** Whether roles of the stage trust jobs of GitHub Actions, which name the repository in their subject. That for control always does. */
export function trustsGitHubActions({
  github,
  target,
  values: { ci, control },
}: Pick<ResolvedSettings, 'values' | 'target' | 'github'>): boolean {
  if (github === undefined || ci === undefined) return false;
  return ci.provider === 'github-actions' || (control !== undefined && stageOf(target) === 'staging');
}

/** Where settings contradict GitHub. */
export function repositoryFaults(
  { github = '', values: { ci } }: ResolvedSettings,
  seen: GitHubRepository,
): readonly RepositoryFault[] {
  const number = (key: 'repositoryId' | 'ownerId', what: string, right: number): readonly RepositoryFault[] =>
    ci?.[key] === undefined || ci[key] === right
      ? []
      : [
          {
            message: `settings say that ${what} has the number ${ci[key]} on GitHub, and GitHub says ${right}`,
            hint: `Set ci.${key} to ${right} if that is yours, or leave it out.`,
          },
        ];
  return [
    ...(isCalled(seen, github)
      ? []
      : [
          {
            message: `settings name the repository ${github}, and GitHub calls it ${seen.fullName}`,
            hint: `Set github to '${seen.fullName}', and formerly: ['${github}'] if it was renamed.`,
          },
        ]),
    ...number('repositoryId', github, seen.id),
    ...number('ownerId', `the owner of ${github}`, seen.ownerId),
  ];
}

/** The settings of the stage whose roles trust exactly this repository: its numbers, and its name as GitHub spells it. Settings win. */
export function pinRepository(settings: ResolvedSettings, known: GitHubRepository | undefined): ResolvedSettings {
  const { ci } = settings.values;
  if (!trustsGitHubActions(settings) || ci === undefined || known === undefined) return settings;
  const { ownerId = known.ownerId, repositoryId = known.id } = ci;
  return {
    ...settings,
    github: known.fullName,
    values: { ...settings.values, ci: { ...ci, ownerId, repositoryId } },
  };
}

/** For the output of the application stack, from which a deploy that cannot ask GitHub takes it again; undefined while a number is unknown. */
export function writeRepository(settings: Pick<ResolvedSettings, 'values' | 'target' | 'github'>): string | undefined {
  const { ci } = settings.values;
  const [owner, repository] = settings.github?.split('/') ?? [];
  if (!trustsGitHubActions(settings) || ci?.ownerId === undefined || ci.repositoryId === undefined) return undefined;
  return `${owner}@${ci.ownerId}/${repository}@${ci.repositoryId}`;
}

/**
 * What {@link writeRepository} wrote, when it is this repository. Numbers of a former name stay true while the owner is the same: a transfer
 * changes the owner's, and GitHub alone knows the new one.
 */
export function readRepository(
  written: string | undefined,
  { github = '', formerly = [] }: Pick<ResolvedSettings, 'github' | 'formerly'>,
): GitHubRepository | undefined {
  const [, owner, ownerId, repository, id] = /^([^@/]+)@(\d+)\/([^@/]+)@(\d+)$/.exec(written ?? '') ?? [];
  const found = { id: Number(id), ownerId: Number(ownerId), fullName: `${owner}/${repository}` };
  if (id === undefined || isCalled(found, github)) return id === undefined ? undefined : found;
  const renamed = formerly.some((name) => isCalled(found, name)) && isCalled({ fullName: `${owner}` }, ownerOf(github));
  return renamed ? { ...found, fullName: github } : undefined;
}

function ownerOf(github: string): string {
  return github.split('/')[0] ?? '';
}

/** GitHub finds a repository by its name in any case. */
function isCalled({ fullName }: Pick<GitHubRepository, 'fullName'>, github: string): boolean {
  return fullName.toLowerCase() === github.toLowerCase();
}
