import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { PreviewError } from '../../errors';
import { stageOf } from '../../naming/target';
import { type KitName, kitOf } from '../../settings/rights/rights-for';
import type { RightsSettings } from '../../settings/rights/rights-settings';
import type { ExtendedStack } from './extend-stack';

/**
 * Whether settings give what the common types of an extension take. What other types take, AWS says when it refuses them. This spares who
 * writes an extension a failed stack; the fence is the role.
 *
 * @throws PreviewError `beyond-reach` with the ready rights to write
 */
export function checkReach({ ours, props }: ExtendedStack, { template }: CloudFormationStackArtifact): void {
  const { settings, target } = props;
  const { Resources: resources = {} } = template as {
    readonly Resources?: Readonly<Record<string, { readonly Type: string }>>;
  };
  const added = Object.entries(resources).flatMap(([id, { Type }]) => (ours.has(id) ? [] : [Type]));
  const lacking = new Map<string, KitName>();
  for (const type of added) {
    const kit = kitOf(type);
    if (kit && !allows(settings.values.rights, kit.creates)) lacking.set(type, kit.name);
  }
  if (lacking.size === 0) return;
  const whose = target.kind === 'preview' ? 'previews' : target.kind;
  const names = [...new Set(lacking.values())].map((name) => `'${name}'`).join(', ');
  throw new PreviewError(
    'beyond-reach',
    `CloudFormation may not make ${[...lacking.keys()].join(', ')} for ${whose}: settings give no rights for that`,
    {
      fault: 'user',
      hint: `Write rights: rightsFor(${names}) into the settings (it comes from 'preview-stacks/settings'), beside what is there; once they are on the default branch, run deploy-application for ${stageOf(target)} again.`,
    },
  );
}

function allows(rights: RightsSettings | undefined, action: string): boolean {
  const given = (rights?.stack ?? []).flatMap(({ actions }) => actions);
  return given.some((one) => one === action || (one.endsWith('*') && action.startsWith(one.slice(0, -1))));
}
