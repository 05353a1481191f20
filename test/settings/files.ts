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

export const withBase = (base: object) => ({ ...smallest, base: { region: 'eu-central-1', ...base } });
export const withWeb = (web: object) => withBase({ services: { web } });
export const withPreview = (preview: object) => ({
  ...smallest,
  preview: { previewDomain: 'preview.acme.dev', ...preview },
});
export const withOverride = (settings: object) => ({
  ...smallest,
  branches: [{ match: 'release/*', because: 'load tests', settings }],
});

export const credentials = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbC123';
