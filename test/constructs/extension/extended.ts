import { CdkSynthesizer } from '../../../lib/aws/cloudformation/synthesizer';
import type { Extension, ExtensionScope } from '../../../lib/index';
import type { Target } from '../../../lib/naming/target';
import type { TemplateAsset } from '../../../lib/ports/synthesizer';
import { environmentInput, preview } from '../inputs';
import { Template } from '../template';

/** What the synthesizer makes of a target whose settings name this extension. */
export function synthesized(
  extension: Extension,
  target: Target = preview,
  layer = {},
  keep?: (asset: TemplateAsset) => Promise<void>,
) {
  const input = environmentInput(target, layer);
  const load = async () => (scope: object) => extension(scope as ExtensionScope);
  return new CdkSynthesizer({ load }).environment(
    { ...input, settings: { ...input.settings, extend: './infra/preview.ts' } },
    keep,
  );
}

export async function extendedTemplate(extension: Extension, target: Target = preview): Promise<Template> {
  return new Template((await synthesized(extension, target)).body);
}
