import { hash8 } from './hash8';
import { slugOf } from './slug';

/**
 * A DNS label has 63 characters (RFC 1035, 2.3.4). 44 + hyphen + 8 for the hash = 53; `--` and a service of 7 make 62.
 */
const slugLimit = 44;
/** Shorter names look like anything (`ui`, `ns`), and Beanstalk's names start at 4 characters (trap T9). */
const plainLeast = 3;

/**
 * The name of a preview for people: its host label, the end of its stack's name, its folder in the bundle bucket. 3 to 53
 * lower-case letters, digits and single hyphens. A branch that is its own slug keeps its plain name, every other one gets a hash.
 */
export function previewId(project: string, branch: string): string {
  if (isPlain(branch)) return branch;
  return `${slugOf(branch, slugLimit) || 'b'}-${hash8(project, branch)}`;
}

/** Whether {@link previewId} can make this of some branch. */
export function isPreviewId(text: string): boolean {
  const [, slug = ''] = /^(.+)-[0-9a-f]{8}$/.exec(text) ?? [];
  return isPlain(text) || (slug !== '' && slug === slugOf(slug, slugLimit));
}

function isPlain(branch: string): boolean {
  return (
    branch.length >= plainLeast &&
    branch.length <= slugLimit &&
    branch === slugOf(branch, slugLimit) &&
    !reservedWords.has(branch) &&
    // Else a branch could be named like the hashed id of another.
    !/(^|-)[0-9a-f]{8}$/.test(branch)
  );
}

/** 11 + hyphen + 8 = 20, what Beanstalk's 40 characters leave (see `environmentName` in resource-names.ts). */
const keySlugLimit = 11;

/**
 * The name of a preview where AWS is tight: always with the hash, 10 to 20 characters, no `--`, no hyphen at either end. It
 * may start with a digit, because a project always stands before it.
 */
export function previewKey(project: string, branch: string): string {
  return `${slugOf(branch, keySlugLimit) || 'b'}-${hash8(project, branch)}`;
}

/** The key of the preview with this id: cleanup knows no more of a folder that a stack left behind. */
export function keyOfId(project: string, id: string): string {
  // A plain id is the branch itself; any other ends in the same hash, and begins with as much of the slug or more.
  const hashed = /^(.+)-([0-9a-f]{8})$/.exec(id);
  if (hashed === null) return previewKey(project, id);
  return `${(hashed[1] ?? '').slice(0, keySlugLimit).replace(/-$/, '')}-${hashed[2]}`;
}

/**
 * Names that no preview gets plainly; a branch so named gets its hash appended. FROZEN: adding or removing a word changes the
 * host and the stack of a branch that exists. The first group are names of ours (targets, folders of the bundle bucket), the
 * second are labels that browsers, mail servers or people take for something else than a preview.
 */
export const reservedWords: ReadonlySet<string> = new Set([
  ...['production', 'staging', 'preview', 'previews', 'application', 'bundles', 'records', 'templates', 'shared'],
  ...['www', 'api', 'app', 'admin', 'administrator', 'root', 'auth', 'sso', 'localhost', 'local', 'internal'],
  ...['mail', 'email', 'webmail', 'smtp', 'imap', 'pop', 'pop3', 'mta', 'autoconfig', 'autodiscover', 'postmaster'],
  ...['dns', 'ns1', 'ns2', 'ftp', 'sftp', 'ssh', 'vpn', 'proxy', 'gateway', 'cdn', 'static', 'assets', 'status'],
  ...['aws', 'amazon', 'amazonaws', 'cloudfront', 'wpad', 'isatap', 'security', 'abuse', 'hostmaster', 'webmaster'],
]);
