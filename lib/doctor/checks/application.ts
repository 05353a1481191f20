import { roleAndBoundary } from '../../facts/role-and-boundary';
import { ownershipTagKeys } from '../../naming/ownership-tags';
import type { Stack } from '../../ports/stacks';
import { formerlyHint } from '../../previews/foreign-repositories';
import { isOwnedBy } from '../../previews/preview';
import { lastChange } from '../../stacks/last-change';
import { stackState } from '../../stacks/stack-state';
import type { Check } from '../check';
import { type Finding, fault, ok, warning } from '../finding';
import type { Snapshot } from '../snapshot';

/** What all targets of the stage share. */
export const applicationCheck: Check = {
  name: 'application',
  title: 'application stack',
  after: ['credentials'],
  async look(snapshot) {
    const stack = await snapshot.stack();
    if (stack === undefined || stackState(stack.status) === 'deleted') {
      return [fault(`there is no stack ${snapshot.names.stackName}`, run(snapshot))];
    }
    const { project } = snapshot.request.settings;
    const { [ownershipTagKeys.project]: tagged, [ownershipTagKeys.repository]: repository } = stack.tags;
    if (tagged !== undefined && tagged !== project) {
      return [fault(`${stack.name} belongs to the project ${tagged}`, 'Choose another project name.')];
    }
    const owner = await snapshot.owner();
    if (owner && repository !== undefined && !isOwnedBy({ project, repository }, owner)) {
      return [fault(`${stack.name} belongs to ${repository}`, `${formerlyHint(repository)} ${run(snapshot)}`)];
    }
    const finding = stateOf(stack, snapshot);
    // Whether its outputs are all there, of the region that settings name, and made for previews too.
    const application = finding.state === 'fault' ? undefined : await snapshot.application();
    if (application && snapshot.members.some(({ label }) => label === 'previews'))
      roleAndBoundary(application, 'preview');
    return [finding];
  },
};

function stateOf(stack: Stack, snapshot: Snapshot): Finding {
  const saw = `${stack.name} is in ${stack.status}${stack.statusReason === undefined ? '' : ` (${stack.statusReason})`}`;
  if (stack.status === 'UPDATE_ROLLBACK_COMPLETE') {
    return warning(`${saw}: its last update failed and was taken back`, `${run(snapshot).slice(0, -1)} again.`);
  }
  switch (stackState(stack.status)) {
    case 'changeable':
      return ok(`${saw} since ${lastChange(stack).toISOString()}`);
    case 'busy':
    case 'being-deleted':
      return warning(`${saw}: CloudFormation works on it`, 'Wait until it has ended.');
    case 'failed-creation':
      return fault(`${saw}: it was never complete`, run(snapshot));
    default:
      return fault(saw, `Look at its events in CloudFormation; then ${run(snapshot).slice(4)}`);
  }
}

function run({ stage }: Snapshot): string {
  return `Run \`preview-stacks deploy-application --target ${stage}\`.`;
}
