import { init } from '../../../init/init';
import { answer } from '../../answer';
import type { Command, Run } from '../../command';
import { openWorkingFolder } from '../../compose/folder';
import { ownVersions } from '../../compose/own-versions';
import { introduced, promptOf } from '../../prompt';
import { initLines } from '../../render/init-outcome';

export const command = {
  group: 'begin',
  summary: "write a repository's first files: settings and CI jobs",
  description:
    'Looks at the repository (remote, default branch, CI, frameworks, workspaces, what the app keeps data in), asks only what it cannot see, and writes `preview-stacks.config.ts` (`.mjs` where the build of the app would compile it), `.circleci/config.yml`, `.github/workflows/preview.yml`, `.github/workflows/preview-commands.yml` for what people ask for in pull requests, and a `Procfile` where an instance would not know how to start the app. Adds to `.gitignore` what git does not ignore yet. A file that is there and differs stays as it is, and ours goes beside it as `<file>.new`. A second run changes nothing.',
  example: 'init --dry-run',
  flags: {
    '--yes': 'ask nothing: take what is proposed; what is missing is named, and nothing is written',
    '--project <name>': 'prefix of every name on AWS. Proposed: from the name of the repository',
    '--account <id>': 'AWS account, 12 digits; not needed on the embedded endpoint',
    '--region <region>': 'AWS region. Proposed: AWS_REGION',
    '--preview-domain <domain>':
      'the domain of the previews, such as `preview.acme.dev`; for the embedded endpoint `http://preview.localhost:<port>`',
    '--ci <name>': '`circleci`, `github-actions`, `both` or `none`. Proposed: the one whose files are here',
    '--artifact <kind>':
      '`source`: Beanstalk runs a zip of the app; `image`: CI builds a Docker image and pushes it to ECR. Default: source',
    '--app <kind>': '`node`, `python` or `docker`. Default: what the files say',
    '--github <repository>': '`owner/repository`. Default: that of the remote',
    '--circleci-organization <id>': 'id of the organization on CircleCI, which the roles trust',
    '--circleci-project <id>': 'id of the project on CircleCI, which the roles trust',
    '--dry-run': 'print what would be written, and write nothing',
  },
} as const satisfies Command;

/** `init`: the first files of a team. */
export const run: Run<typeof command> = async (invocation, { yes = false, dryRun = false, ...options }) => {
  const { project, account, region, previewDomain, ci, artifact, app, github } = options;
  const { circleciOrganization, circleciProject } = options;
  const given = {
    project,
    account,
    region,
    previewDomain,
    ci,
    artifact,
    app,
    github,
    circleciOrganization,
    circleciProject,
  };
  const proposed = invocation.env.AWS_REGION ?? invocation.env.AWS_DEFAULT_REGION;
  const introduction =
    'A few answers that the repository does not give; the files are written after the last one. Enter takes what stands in brackets.';
  const prompt = yes || options.json ? undefined : promptOf(invocation);
  const ask = introduced(prompt, introduction, (line) => invocation.terminal.err(line));
  const outcome = await init(await openWorkingFolder(invocation), {
    answers: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(proposed && { region: proposed }),
    versions: await ownVersions(),
    ...(ask && { ask }),
    dryRun,
  });
  const { texts, ...withoutTexts } = outcome;
  answer(invocation, options, dryRun ? outcome : withoutTexts, () => initLines(outcome));
  return 0;
};
