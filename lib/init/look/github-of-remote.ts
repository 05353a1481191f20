const hosts = new Set(['github.com', 'www.github.com', 'ssh.github.com']);
const repository = /^([A-Za-z0-9][A-Za-z0-9-]{0,38})\/([A-Za-z0-9._-]{1,100}?)(?:\.git)?\/*$/;

/**
 * `owner/repository` of a remote on GitHub, letters as they are written: a token for CI states them so. Undefined for any other
 * remote. What stands before the host, a user's name or a token, is never kept.
 */
export function githubOfRemote(url: string): string | undefined {
  const full = /^(?:https?|ssh|git|git\+ssh):\/\/(?:[^/]*@)?([^/:@]+)(?::\d*)?\/+(.*)$/i.exec(url.trim());
  const short = full ?? /^(?:[^/@]*@)?([^/:@]+):\/*(.*)$/.exec(url.trim());
  const [, host = '', path = ''] = short ?? [];
  if (!hosts.has(host.toLowerCase())) return undefined;
  const [, owner, name] = repository.exec(path) ?? [];
  if (owner === undefined || name === undefined || /^\.+$|\.git$/.test(name)) return undefined;
  return `${owner}/${name}`;
}
