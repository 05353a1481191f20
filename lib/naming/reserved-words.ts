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
