import { PreviewError } from '../errors';
import { readApplicationFacts } from '../facts/application-outputs';
import type { ApplicationFacts } from '../facts/facts';
import type { Stage } from '../naming/target';
import type { Stack } from '../ports/stacks';
import { stackState } from '../stacks/stack-state';

/**
 * What the application stack made; undefined when there is no such stack, or none that was ever complete.
 *
 * @throws PreviewError `application-outputs-missing`; `region-wrong` when it is in another region than settings say
 */
export function applicationOf(stack: Stack | undefined, stage: Stage, region: string): ApplicationFacts | undefined {
  if (stack === undefined || stackState(stack.status) === 'deleted') return undefined;
  if (stackState(stack.status) === 'failed-creation' || stack.status === 'CREATE_IN_PROGRESS') return undefined;
  const facts = readApplicationFacts(stack.outputs, stage);
  if (facts.region === region) return facts;
  throw new PreviewError(
    'region-wrong',
    `The application stack ${stack.name} is in ${facts.region}, the settings name ${region}`,
    { fault: 'user', hint: 'Correct `region` in the settings, or run deploy-application for that region.' },
  );
}
