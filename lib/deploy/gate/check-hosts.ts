import { PreviewError } from '../../errors';
import { environmentOutputs } from '../../facts/environment-outputs';
import { hostOf } from '../../naming/host';
import { readOwnership } from '../../naming/ownership-tags';
import { namesOf } from '../../naming/resource-names';
import type { Stack } from '../../ports/stacks';
import type { ResolvedSettings } from '../../settings/resolve';
import { isUnderWay, stackState } from '../../stacks/stack-state';

/**
 * Makes sure that no other stack answers at a host of this target: Route 53 would refuse its record after minutes. It knows the stacks of
 * this account and region, by the URLs in their outputs; to look into zones and balancers a deploy has no right.
 *
 * @throws PreviewError `host-taken`, naming whose it is
 */
export function checkHosts(stacks: Iterable<Stack>, settings: ResolvedSettings): void {
  const { project, target, values } = settings;
  const names = namesOf(project, target);
  const hosts = new Set(
    Object.entries(values.services).flatMap(([service, { kind }]) =>
      kind === 'public' ? [hostOf(values, names, service)] : [],
    ),
  );
  for (const stack of stacks) {
    if (stack.name === names.stackName || stackState(stack.status) === 'deleted') continue;
    const owner = readOwnership(stack.tags);
    const host = owner && hostsOf(stack).find((one) => hosts.has(one));
    if (host === undefined) continue;
    const what = [owner?.branch ?? owner?.targetKind, owner?.project].join(' of ');
    const leaving = stack.status.startsWith('DELETE') && isUnderWay(stack.status);
    throw new PreviewError(
      'host-taken',
      `The host ${host} belongs to the stack ${stack.name}: ${what} (${owner?.repository})`,
      {
        fault: 'world',
        hint: leaving
          ? 'That stack is being deleted: wait for its end, and deploy again.'
          : `Set another ${target.kind === 'preview' ? 'previewDomain' : 'host'} for ${target.kind} in the settings.`,
      },
    );
  }
}

/** Where the services of an environment stack answer. */
function hostsOf({ outputs }: Stack): string[] {
  return Object.entries(outputs).flatMap(([name, value]) =>
    name.startsWith(environmentOutputs.url) && URL.canParse(value) ? [new URL(value).hostname] : [],
  );
}
