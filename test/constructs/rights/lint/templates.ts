import { join } from 'node:path';
import { previewAllowList } from '../../../../lib/facts/preview-allow-list';
import { loadScript } from '../../../../lib/machine/settings/load-script';
import { resolveSettings } from '../../../../lib/settings/resolve';
import type { SettingsFile } from '../../../../lib/settings/settings';
import { accountFacts, applicationInput, environmentInput, preview, production, staging } from '../../inputs';
import { environmentTemplate, type Template, wholeApplicationTemplate } from '../../template';
import { variants } from '../../variants';
import { partOf } from '../attacks/parts';
import type { Statement } from '../ci-calls/may';

/** A policy of a template, as `template: policy`. */
export type NamedPolicy = readonly [name: string, statements: readonly Statement[]];

/** The policies of all variants of our stacks, and of both examples. */
export async function allPolicies(): Promise<readonly NamedPolicy[]> {
  const { environments, applications } = variants();
  const made = [
    ...Object.entries(applications).map(async ([name, input]) =>
      named(name, wholeApplicationTemplate(input), `shop-application-${input.settings.target.kind}`),
    ),
    ...Object.entries(environments).map(async ([name, input]) => named(name, await environmentTemplate(input))),
    ...['guestbook', 'parcels'].map(ofExample),
  ];
  return (await Promise.all(made)).flat();
}

function named(name: string, template: Template, stack = 'stack'): readonly NamedPolicy[] {
  const { policies } = partOf(template, { account: '111122223333', stack }, { owner: 'instance' });
  return [...policies].map(([policy, statements]) => [`${name}: ${policy}`, statements]);
}

async function ofExample(name: string): Promise<readonly NamedPolicy[]> {
  const folder = join(__dirname, '..', '..', '..', '..', 'examples', name);
  const file = (await loadScript(join(folder, 'preview-stacks.config.ts'), {})) as SettingsFile;
  const stages = [staging, ...(file.production ? [production] : [])];
  const policies = await Promise.all([
    ...stages.map(async (target) => {
      const template = wholeApplicationTemplate({
        ...applicationInput(target),
        settings: resolveSettings(file, target),
        ...(target === staging && {
          previewSettings: resolveSettings(file, preview),
          previewReach: previewAllowList(file),
        }),
        account: accountFacts(target),
      });
      return named(`${name} application-${target.kind}`, template);
    }),
    ...[...stages, preview].map(async (target) => {
      const settings = resolveSettings(file, target);
      const { releases, ...input } = environmentInput(target);
      const release = releases.web ?? { bundleKey: '', platformArn: '' };
      const ofServices = Object.keys(settings.values.services).map((service) => [service, release]);
      const template = await environmentTemplate({ ...input, settings, releases: Object.fromEntries(ofServices) });
      return named(`${name} ${target.kind}`, template);
    }),
  ]);
  return policies.flat();
}
