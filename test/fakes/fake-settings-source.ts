import { PreviewError } from '../../lib/errors';
import type { LoadedSettings, SettingsSource } from '../../lib/ports/settings-source';

/** Settings as JSON that no working copy holds. */
export class FakeSettingsSource implements SettingsSource {
  readonly name = 's3://shop-settings/preview-stacks.config.json';

  constructor(readonly text: string | undefined) {}

  async load(): Promise<LoadedSettings> {
    if (this.text === undefined)
      throw new PreviewError('settings-missing', `${this.name} is missing`, { fault: 'user' });
    try {
      return { value: JSON.parse(this.text), name: this.name };
    } catch (cause) {
      throw new PreviewError('settings-unreadable', `${this.name}: ${String(cause)}`, { fault: 'user', cause });
    }
  }
}
