import { PreviewError } from '../../lib/errors';
import { checkSettings } from '../../lib/settings/check';
import type { SettingsFile } from '../../lib/settings/settings';

/** The smallest settings of a project with all three targets. */
export const smallest: SettingsFile = {
  project: 'shop',
  base: { region: 'eu-central-1' },
  production: { host: 'shop.acme.com' },
  staging: { host: 'staging.acme.dev' },
  preview: { previewDomain: 'preview.acme.dev' },
};

/** The faults of a file as `path: message`; empty when there are none. */
export function faultsOf(file: unknown): string[] {
  return fullFaultsOf(file).map(({ path, message }) => `${path}: ${message}`);
}

export function fullFaultsOf(file: unknown): PreviewError['faults'] {
  try {
    checkSettings(file);
    return [];
  } catch (error) {
    if (error instanceof PreviewError) return error.faults;
    throw error;
  }
}
