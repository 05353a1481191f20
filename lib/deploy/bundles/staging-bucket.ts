import { PreviewError } from '../../errors';
import { applicationOutputs } from '../../facts/application-outputs';
import { applicationNames } from '../../naming/resource-names';
import type { Stage } from '../../naming/target';
import type { ResolvedSettings } from '../../settings/resolve';
import type { DeployPorts } from '../deploy-request';

type Look = Pick<DeployPorts, 'stacks' | 'otherStacks'>;

/** The bundle bucket of a stage: the one that settings name, else the output of its application stack; undefined when there is neither. */
export async function bucketOf(
  { stacks, otherStacks }: Look,
  { project, values }: ResolvedSettings,
  stage: Stage,
): Promise<string | undefined> {
  const named = stage === 'staging' ? values.promoteFrom?.bucket : undefined;
  if (named !== undefined) return named;
  const { stackName } = applicationNames(project, stage);
  const stack = await (otherStacks ?? stacks).find(stackName);
  return stack?.outputs[applicationOutputs.bundleBucket];
}

/**
 * Where staging keeps what it runs.
 *
 * @throws PreviewError `promotion-source-unknown` when no stack of these credentials says it, and no setting
 */
export async function stagingBucket(ports: Look, settings: ResolvedSettings): Promise<string> {
  const bucket = await bucketOf(ports, settings, 'staging');
  if (bucket !== undefined) return bucket;
  const { stackName } = applicationNames(settings.project, 'staging');
  throw new PreviewError(
    'promotion-source-unknown',
    `Where staging keeps its bundles is not known: these credentials see no stack ${stackName}`,
    {
      fault: 'user',
      hint: `Deploy staging first; if it is in another account, set production.promoteFrom.bucket to the output BundleBucket of ${stackName} there.`,
    },
  );
}
