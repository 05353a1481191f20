import { mergeQueues } from '../../settings/target-of-branch';
import type { CiPlan } from '../ci-plan';

/** When each job of the workflow runs: parts of GitHub's expressions, all of which must hold. */
export interface Conditions {
  readonly build: readonly string[];
  readonly deploy: readonly string[];
  readonly promote: readonly string[];
  readonly cleanup: readonly string[];
  readonly sleep: readonly string[];
  /** For a comment: of a pull request, by a person who may have rights here. For which word it is looked at is not said here. */
  readonly asked: readonly string[];
  readonly announce: readonly string[];
  /** When none of the others runs, as the repository has another name. @default the jobs ask for no name */
  readonly elsewhere?: readonly string[];
  /** Whether the branch is staging's. */
  readonly onStaging: string;
}

const noRobot = "github.actor != 'dependabot[bot]'";
/**
 * In a private repository only those comment who may read it. Elsewhere this leaves out passers-by: GitHub calls members whose membership is private
 * contributors there (actions/github-script, issue 643, of September 2025), so that these are in.
 */
const mayHaveRights = [
  '(github.event.repository.private',
  `  || contains(fromJSON('["OWNER", "MEMBER", "COLLABORATOR", "CONTRIBUTOR"]'), github.event.comment.author_association))`,
].join('\n');
const onBranch = "github.ref_type == 'branch'";

function startedOr(...events: readonly string[]): string {
  return `(${['push', 'workflow_dispatch', ...events].map((event) => `github.event_name == '${event}'`).join(' || ')})`;
}

/** Branches that are tested and have no preview: those that say so, and what a merge queue is about to merge. */
function getsPreview(name: string): readonly string[] {
  return [`!endsWith(${name}, '-no-infra')`, ...mergeQueues.map((folder) => `!startsWith(${name}, '${folder}/')`)];
}

export function conditions({ stagingBranch, productionBranch, github }: CiPlan): Conditions {
  // A fork has the workflow, too, and would run it in its own name.
  const own = github === undefined ? '!github.event.repository.fork' : `github.repository == '${github}'`;
  const onStaging = isBranch(stagingBranch, '==');
  return {
    onStaging,
    ...(github !== undefined && {
      elsewhere: [
        `github.repository != '${github}'`,
        // As text: where GitHub does not say, the comparison with false would hold.
        "toJSON(github.event.repository.fork) == 'false'",
        "github.event_name != 'pull_request'",
      ],
    }),
    build: [
      ...[own, noRobot, startedOr('merge_group'), onBranch],
      ...(productionBranch === undefined ? [] : [isBranch(productionBranch, '!=')]),
    ],
    deploy: getsPreview('github.ref_name'),
    announce: [
      ...[own, noRobot, "github.event_name == 'pull_request'"],
      // A fork's gets a token that may only read.
      'github.event.pull_request.head.repo.full_name == github.repository',
      ...getsPreview('github.head_ref'),
    ],
    promote: [own, noRobot, startedOr(), onBranch, isBranch(productionBranch ?? '', '==')],
    // A branch other than the default one has no schedule; by hand any may be chosen, and its settings are not those that count.
    asked: [
      own,
      'github.event.issue.pull_request',
      "github.event.comment.user.type != 'Bot'",
      // Ours names the commands that there are; a deploy on CircleCI writes it with the token of a person.
      "!startsWith(github.event.comment.body, '<!-- preview-stacks:')",
      mayHaveRights,
    ],
    sleep: [own, `(github.event_name == 'schedule' || ${onStaging})`],
    cleanup: [
      own,
      [
        "(github.event_name == 'schedule'",
        // What Dependabot causes gets a token that may only read; the next hour's run takes what it deleted.
        `  || (github.event_name == 'delete' && github.event.ref_type == 'branch' && ${noRobot})`,
        `  || (github.event_name == 'workflow_dispatch' && ${onStaging}))`,
      ].join('\n'),
    ],
  };
}

/** A name that an expression cannot hold as it is must be the default branch, which GitHub knows by itself. */
function isBranch(name: string, operator: '==' | '!='): string {
  const plain = /^[A-Za-z0-9._/-]+$/.test(name);
  return `github.ref_name ${operator} ${plain ? `'${name}'` : 'github.event.repository.default_branch'}`;
}

/** What a name of a folder begins that GitHub would evaluate. */
const opening = '$' + '{{';

/** The same text after GitHub has evaluated it: an expression that is the opening of expressions stands for it. */
export function unevaluated(text: string): string {
  return text.replaceAll(opening, () => `${opening} '${opening}' }}`);
}
