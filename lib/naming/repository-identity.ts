import { createHash } from 'node:crypto';

const defaultPorts = new Set(['', '22', '80', '443', '9418']);
/** Leaves room in the 255 characters of a tag value. */
const identityLimit = 200;

/**
 * Whether this is `owner/repository` as GitHub takes it. A login of Enterprise Managed Users is `<name>_<short code>`, and no other holds an
 * underscore; 39 characters at most, all in all (github/docs, username-considerations-for-external-authentication.md, commit 02ac71c).
 */
export function isOnGitHub(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}\/(?!.*\.git$)[A-Za-z0-9._-]{1,100}$/.test(text);
}

/** The identity of a repository on GitHub. GitHub ignores case, so that we do too. */
export function githubIdentity(ownerAndName: string): string {
  return fitting('github', ownerAndName.toLowerCase());
}

/**
 * The identity of a git remote: the same for every way of writing its address, and without user name, password or token.
 * A remote on github.com is the repository on GitHub, so that adding `github` to the settings later changes nothing.
 */
export function remoteIdentity(url: string): string {
  const address = parsed(url.trim());
  const path = address.path.replace(/\/+$/, '').replace(/\.git$/, '');
  if (address.host === '') return fitting('file', path);
  const bare = path.replace(/^\/+/, '');
  if (address.host === 'github.com') return githubIdentity(bare);
  const port = defaultPorts.has(address.port) ? '' : `:${address.port}`;
  return fitting('git', `${address.host}${port}/${bare}`);
}

function parsed(url: string): { readonly host: string; readonly port: string; readonly path: string } {
  const full = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/]*@)?([^/:@]*|\[[^\]]*\])(?::([0-9]*))?(\/.*)?$/i.exec(url);
  if (full) {
    const [, scheme = '', host = '', port = '', path = ''] = full;
    return { host: scheme.toLowerCase() === 'file' ? '' : host.toLowerCase(), port, path };
  }
  // The short form of ssh, `user@host:path`; git takes it for a local path when a slash comes before the colon.
  const short = /^(?:[^/]*@)?([^/:@]+):(.*)$/.exec(url);
  if (short) return { host: (short[1] ?? '').toLowerCase(), port: '', path: short[2] ?? '' };
  return { host: '', port: '', path: url };
}

/** Tag values take few characters (trap T3): what does not fit is replaced by its hash. */
function fitting(scheme: string, rest: string): string {
  const fits = rest.length <= identityLimit && /^[A-Za-z0-9_.:/=+-]+$/.test(rest);
  return `${scheme}:${fits ? rest : `sha256=${createHash('sha256').update(rest, 'utf8').digest('hex')}`}`;
}

/**
 * The name on GitHub that an entry of `formerly` means, so that GitHub can be asked who has it; undefined for any other host. ssh.github.com is
 * GitHub behind another port (GitHub's page "Using SSH over the HTTPS port", read in November 2026).
 */
export function nameOnGitHub(written: string): string | undefined {
  const name = written.replace(/^(?:github:|git:(?:ssh\.|www\.)?github\.com\/)/i, '');
  return isOnGitHub(name) ? name : undefined;
}

/**
 * The identity that stacks have from a former name of their repository: `owner/repository` on GitHub, or the identity itself, as a tag and
 * our messages write it. Undefined: neither.
 */
export function formerIdentity(name: string): string | undefined {
  if (isOnGitHub(name)) return githubIdentity(name);
  if (!/^(?:github|git|file):[A-Za-z0-9_.:/=+-]+$/.test(name) || name.length > 'github:'.length + identityLimit) {
    return undefined;
  }
  // GitHub could not be asked who has a name that it does not take.
  if (name.startsWith('github:')) return nameOnGitHub(name) === undefined ? undefined : name.toLowerCase();
  return name;
}

/** How settings write the former name of the repository with this identity. */
export function formerName(identity: string): string {
  const name = identity.replace(/^github:/, '');
  return isOnGitHub(name) ? name : identity;
}
