import type { Permission } from './call-table';

type Headers = Readonly<Record<string, string | number | undefined>>;

/** Scopes of classic tokens that hold each permission. */
const classicScope: Readonly<Record<Permission, string>> = {
  'metadata: read': '`repo`',
  'contents: read': '`repo`',
  'actions: read': '`repo`',
  'actions: write': '`repo`',
  'deployments: write': '`repo_deployment` or `repo`',
  'deployments: read': '`repo_deployment` or `repo`',
  'pull-requests: write': '`repo` (`public_repo` for a public repository)',
  'pull-requests: read': '`repo` (`public_repo` for a public repository)',
  'statuses: write': '`repo:status` or `repo`',
  none: '`repo`',
};

/**
 * Which permission a refused token lacks: what GitHub says in its headers, which differ by the kind of token; else what we know of the call.
 */
export function missingRight(
  headers: Headers,
  right: Permission,
  signedIn: boolean,
): { readonly permission: string; readonly hint: string } {
  if (headers['x-github-sso'] !== undefined) {
    return {
      permission: "the organisation's single sign-on",
      hint: 'Authorise GITHUB_TOKEN for the organisation on the page of your tokens.',
    };
  }
  const fineGrained = textOf(headers['x-accepted-github-permissions']);
  const scopes = textOf(headers['x-accepted-oauth-scopes']);
  const known = right === 'none' ? 'a permission' : `\`${right}\``;
  const permission = fineGrained
    ? shownPermissions(fineGrained)
    : scopes && headers['x-oauth-scopes'] !== undefined
      ? `one of the scopes ${scopes}`
      : known;
  if (!signedIn) return { permission, hint: `Give a GITHUB_TOKEN that has ${permission}.` };
  return {
    permission,
    hint: `Give GITHUB_TOKEN ${permission}: under \`permissions\` of the job in Actions, on the page of a fine-grained token, or as scope ${classicScope[right]} of a classic one.`,
  };
}

/** `issues=write; pull_requests=write` says: one of these. */
function shownPermissions(header: string): string {
  const sets = header.split(';').map((set) =>
    set
      .split(',')
      .map((one) => `\`${one.trim().replace('=', ': ').replaceAll('_', '-')}\``)
      .join(' and '),
  );
  return sets.join(' or ');
}

function textOf(value: string | number | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : String(value);
}
