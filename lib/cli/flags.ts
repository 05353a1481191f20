/** Flags that several commands take, and what the help page says of each. */
export const branch = {
  '--branch <name>': 'the branch. Default: the one that CI names, else the one checked out',
} as const;
export const target = { '--target <target>': '`production` or `staging`, instead of a branch' } as const;
export const bundle = {
  '--bundle <path-or-hash>':
    'deploy this zip, the bundles of this folder (see `bundle`), or the kept bundle with this content hash (rollback), instead of making one; of several services: `web=<one>,api=<another>`',
  '--promote':
    'to production: the bundles that staging ran of this commit, or of one with the same files; nothing is rebuilt',
} as const;
export const allowDirty = {
  '--allow-dirty': 'do not warn of changes that are not committed: they are in the bundle',
} as const;
export const noAnnounce = { '--no-announce': 'write nothing of this run to GitHub and Slack' } as const;

/** Flags of every command. */
export const common = {
  '--config <file>': 'the settings file. Default: preview-stacks.config.{ts,js,mjs,cjs,json} here or above',
  '--json': 'print the result as one JSON document on standard output, progress as JSON lines on standard error',
  '--verbose': 'print the causes and traces of errors',
} as const;
