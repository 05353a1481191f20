import type { Answers } from '../../init/ask/question';
import { init } from '../../init/init';
import { answer } from '../answer';
import type { Run } from '../command';
import { openWorkingFolder } from '../compose/folder';
import { promptOf } from '../prompt';
import { initLines } from '../render/init-outcome';

interface InitOptions extends Answers {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

interface OwnPackage {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** `init`: the first files of a team. */
export const run: Run<InitOptions> = async (invocation, { yes = false, dryRun = false, ...options }) => {
  const own = require('preview-stacks/package.json') as OwnPackage;
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
  const ask = yes || options.json ? undefined : promptOf(invocation);
  const outcome = await init(await openWorkingFolder(invocation), {
    answers: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(proposed && { region: proposed }),
    versions: { program: own.version, peers: own.peerDependencies },
    ...(ask && { ask }),
    dryRun,
  });
  const { texts, ...told } = outcome;
  answer(invocation, options, dryRun ? outcome : told, () => initLines(outcome));
  return 0;
};
