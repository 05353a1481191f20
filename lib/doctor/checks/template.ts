import { applicationOutputs } from '../../facts/application-outputs';
import { writeRights } from '../../facts/rights-marks';
import { outdatedRights } from '../../previews/outdated-rights';
import type { RightsSettings } from '../../settings/rights/rights-settings';
import type { Check } from '../check';
import { fault, ok, warning } from '../finding';

/** Whether the application stack is what this version makes of these settings. Nothing is looked up: the stack's own outputs say what it was made with. */
export const templateCheck: Check = {
  name: 'template',
  title: 'its template',
  after: ['credentials', 'application'],
  async look({ ports, request, stage, ...snapshot }) {
    const [stack, facts] = await Promise.all([snapshot.stack(), snapshot.application()]);
    if (stack === undefined || facts === undefined) return [];
    const [deployed, repository, { settings }] = await Promise.all([
      ports.stacks.template(stack.id),
      ports.repository(),
      snapshot.repository(),
    ]);
    const { account, region, network, hostedZoneId } = facts;
    const { previewSettings, previewReach } = request;
    const wanted = await ports.synthesizer.application({
      settings,
      ...(previewSettings && { previewSettings }),
      ...(previewReach && { previewReach }),
      repository: repository.identity,
      account: { account, region, network, ...(hostedZoneId !== undefined && { hostedZoneId }) },
    });
    if (sameText(deployed, wanted.body)) return [ok('the same that this version makes of these settings')];
    if (facts.rightsOutdated) {
      const { message, hint } = outdatedRights(stage);
      return [fault(message, hint)];
    }
    if (givesOtherRights(stack.outputs, settings.values.rights, previewSettings?.values.rights)) {
      return [
        warning(
          'settings give other rights to extensions than the stack was deployed with',
          `On the default branch, run \`preview-stacks deploy-application --target ${stage}\`; on another branch the stack is right.`,
        ),
      ];
    }
    return [
      warning(
        'not the one that this version makes of these settings',
        `See \`preview-stacks diff --application --target ${stage}\`, and run \`preview-stacks deploy-application --target ${stage}\`.`,
      ),
    ];
  },
};

/** What the outputs say of `rights`; they cannot be empty. */
function givesOtherRights(
  outputs: Readonly<Record<string, string>>,
  own: RightsSettings | undefined,
  ofPreviews: RightsSettings | undefined,
): boolean {
  const { [applicationOutputs.rights]: rights = '', [applicationOutputs.previewRights]: previewRights = '' } = outputs;
  return rights !== writeRights(own) || previewRights !== writeRights(ofPreviews);
}

/** Spaces and line ends say nothing. */
function sameText(deployed: string, wanted: string): boolean {
  return deployed === wanted || compact(deployed) === compact(wanted);
}

function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    // Not of our making: CloudFormation takes YAML too.
    return text;
  }
}
