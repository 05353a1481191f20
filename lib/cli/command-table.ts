import type { Command, CommandOption } from './command';

const branch: CommandOption = {
  flags: '--branch <name>',
  description: 'the branch; otherwise the one that CI names, or the one checked out',
};
const target: CommandOption = {
  flags: '--target <target>',
  description: '`production` or `staging`, instead of a branch',
};

const noAnnounce: CommandOption = {
  flags: '--no-announce',
  description: 'tell GitHub and Slack nothing of this run',
};

/** Every command, in the order of the help page. */
export const commands: readonly Command[] = [
  {
    name: 'init',
    summary: 'write the first files of a repository: settings, and the jobs of its CI; overwrites nothing',
    description:
      'Looks at the repository (remote, default branch, CI, how the app runs, what it keeps data in), asks only what it cannot see, and writes `preview-stacks.config.ts`, `.circleci/config.yml`, `.github/workflows/preview.yml`. A file that is there and differs stays as it is, and ours goes beside it as `<file>.new`. A second run changes nothing.',
    options: [
      {
        flags: '--yes',
        description: 'ask nothing: take what is proposed; what is missing is named, and nothing is written',
      },
      {
        flags: '--project <name>',
        description: 'prefix of every name on AWS. Proposed: from the name of the repository',
      },
      { flags: '--account <id>', description: 'AWS account, 12 digits; not needed on the embedded endpoint' },
      { flags: '--region <region>', description: 'AWS region. Proposed: AWS_REGION' },
      {
        flags: '--preview-domain <domain>',
        description:
          'the domain of the previews, such as `preview.acme.dev`; for the embedded endpoint `http://preview.localhost:<port>`',
      },
      {
        flags: '--ci <name>',
        description: '`circleci`, `github-actions`, `both` or `none`. Proposed: the one whose files are here',
      },
      {
        flags: '--artifact <kind>',
        description:
          '`source`: Beanstalk runs a zip of the app; `image`: CI builds a Docker image and pushes it to ECR. Default: source',
      },
      { flags: '--app <kind>', description: '`node`, `python` or `docker`. Default: what the files say' },
      { flags: '--github <repository>', description: '`owner/repository`. Default: that of the remote' },
      {
        flags: '--circleci-organization <id>',
        description: 'id of the organization on CircleCI, which the roles trust',
      },
      { flags: '--circleci-project <id>', description: 'id of the project on CircleCI, which the roles trust' },
      { flags: '--dry-run', description: 'print what would be written, and write nothing' },
    ],
    load: () => (require('./commands/init') as typeof import('./commands/init')).run,
  },
  {
    name: 'deploy',
    summary: 'deploy a branch to its preview, or to staging or production when it is theirs, and print the URL',
    options: [
      branch,
      target,
      {
        flags: '--bundle <path-or-hash>',
        description:
          'deploy this zip, the bundles of this folder (see `bundle`), or the kept bundle with this content hash (rollback), instead of making one; of several services: `web=<one>,api=<another>`',
      },
      {
        flags: '--promote',
        description:
          'to production: the bundles that staging ran of this commit, or of one with the same files; nothing is rebuilt',
      },
      noAnnounce,
    ],
    load: () => (require('./commands/deploy') as typeof import('./commands/deploy')).run,
  },
  {
    name: 'announce',
    summary: 'tell pull requests that were opened after a deploy where the preview answers; asks nothing of AWS',
    options: [branch],
    load: () => (require('./commands/announce') as typeof import('./commands/announce')).run,
  },
  {
    name: 'bundle',
    summary:
      'build and pack the bundle of every service once, into a folder that tests and deploys take; asks AWS nothing',
    options: [branch, target, { flags: '--out <folder>', description: 'where to. Default: .preview-stacks/bundles' }],
    load: () => (require('./commands/bundle') as typeof import('./commands/bundle')).run,
  },
  {
    name: 'deploy-application',
    summary: 'deploy the application stack that the environments of a stage share; rarely needed',
    options: [
      { flags: '--target <stage>', description: '`staging` (which previews share) or `production`. Default: staging' },
    ],
    load: () => (require('./commands/deploy-application') as typeof import('./commands/deploy-application')).run,
  },
  {
    name: 'list',
    summary: 'list what is deployed: branch, URL, state, age, last commit',
    options: [],
    load: () => (require('./commands/list') as typeof import('./commands/list')).run,
  },
  {
    name: 'name',
    summary: 'print what a branch is called on AWS: id, stack, environments, host, tags; nothing need exist',
    options: [branch, target],
    load: () => (require('./commands/name') as typeof import('./commands/name')).run,
  },
  {
    name: 'settings',
    summary: 'print the effective settings of a branch, and which layer each value comes from',
    options: [
      branch,
      target,
      {
        flags: '--against <target>',
        description: 'print only what differs from `production`, `staging`, or another branch',
      },
    ],
    load: () => (require('./commands/settings') as typeof import('./commands/settings')).run,
  },
  {
    name: 'synth',
    summary: 'print the CloudFormation template that deploy would send',
    options: [
      branch,
      target,
      { flags: '--application', description: 'the application stack of the stage instead' },
      {
        flags: '--context <file>',
        description: 'take what the account offers from this file (see `context`) and ask AWS nothing',
      },
    ],
    load: () => (require('./commands/synth') as typeof import('./commands/synth')).run,
  },
  {
    name: 'diff',
    summary: 'show what the next deploy would replace, remove, update and create, and what data would be lost',
    options: [
      branch,
      target,
      { flags: '--application', description: 'of the application stack of the stage instead of the environment stack' },
    ],
    load: () => (require('./commands/diff') as typeof import('./commands/diff')).run,
  },
  {
    name: 'context',
    summary: 'write the values that `npx cdk synth|diff|deploy` needs to a file',
    options: [
      branch,
      target,
      { flags: '--out <file>', description: 'where to. Default: .preview-stacks/context.json' },
    ],
    load: () => (require('./commands/context') as typeof import('./commands/context')).run,
  },
  {
    name: 'logs',
    summary: "print the newest log lines of a target's instances",
    options: [
      branch,
      target,
      { flags: '--service <name>', description: 'Default: web' },
      { flags: '--lines <count>', description: 'lines at most. Default: 100' },
      { flags: '--since <duration>', description: 'only lines younger than this: `90s`, `10m`, `2h`, `1d`' },
    ],
    load: () => (require('./commands/logs') as typeof import('./commands/logs')).run,
  },
  {
    name: 'doctor',
    summary: 'check whether everything is in place, and say what mends it; nothing is changed',
    description:
      'Checks settings, git, credentials, hosted zone, certificate, application stack, roles, quotas, the GitHub token and the last cleanup, and says of each what was seen and what mends it. Nothing is changed. Ends with 1 when there is a fault; wrong settings are one, too.',
    options: [
      { flags: '--target <stage>', description: '`staging` (with the previews) or `production`. Default: staging' },
    ],
    load: () => (require('./commands/doctor') as typeof import('./commands/doctor')).run,
  },
  {
    name: 'why',
    summary: 'explain what cleanup would do with a branch, with the data that it uses',
    options: [branch],
    load: () => (require('./commands/why') as typeof import('./commands/why')).run,
  },
  {
    name: 'cleanup',
    summary: 'show which previews have lost their branch; with --execute, delete them',
    options: [
      { flags: '--execute', description: 'delete; without it nothing is changed' },
      {
        flags: '--max-deletions <count>',
        description: 'allow this many deletions in this run, whatever the settings say',
      },
      {
        flags: '--max-share <fraction>',
        description: 'allow this share of the previews (0 to 1) in this run, whatever the settings say',
      },
      {
        flags: '--max-minutes <minutes>',
        description: 'begin nothing new after so many minutes, whatever the settings say; the next run goes on',
      },
      noAnnounce,
    ],
    load: () => (require('./commands/cleanup') as typeof import('./commands/cleanup')).run,
  },
  {
    name: 'destroy',
    summary: 'delete the environment stack of a branch or target with its data, whether or not the branch lives',
    options: [
      branch,
      target,
      {
        flags: '--confirm <stack>',
        description: 'the name of the stack, typed out; required for staging and production',
      },
      noAnnounce,
    ],
    load: () => (require('./commands/destroy') as typeof import('./commands/destroy')).run,
  },
  {
    name: 'destroy-application',
    summary: 'delete the application stack of a stage; refused while environments live in it',
    options: [
      { flags: '--target <stage>', description: '`staging` or `production`. Default: staging' },
      { flags: '--confirm <stack>', description: 'the name of the stack, typed out' },
    ],
    load: () => (require('./commands/destroy-application') as typeof import('./commands/destroy-application')).run,
  },
  {
    name: 'local',
    summary: 'serve the embedded AWS endpoint on this machine until stopped; prints the `export` lines for a shell',
    options: [
      { flags: '--port <number>', description: 'Default: a free one' },
      {
        flags: '--data <folder>',
        description: 'keep everything here between runs. Default: a temp folder that is removed at the end',
      },
      {
        flags: '--postgres <url>',
        description: 'use this PostgreSQL server (as a superuser) instead of the embedded one',
      },
    ],
    load: () => (require('./commands/local') as typeof import('./commands/local')).run,
  },
];
