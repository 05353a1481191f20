import type { App } from 'aws-cdk-lib';
import { ApplicationStack, checkSettings, resolveSettings } from '../../../lib/index';
import { subnetIds, vpcId } from './place';

/** What staging and its previews share, from the same settings file that `preview-stacks` reads. */
export function example(app: App): ApplicationStack {
  const file = checkSettings({
    project: 'shop',
    github: 'acme/shop',
    base: { region: 'eu-central-1', ci: { provider: 'github-actions' } },
    staging: { host: 'staging.acme.dev' },
    preview: { previewDomain: 'preview.acme.dev' },
  });
  return new ApplicationStack(app, 'shop-application-staging', {
    settings: resolveSettings(file, { kind: 'staging' }),
    previewSettings: resolveSettings(file, { kind: 'preview', branch: 'any' }),
    repository: 'github:acme/shop',
    account: {
      account: '111122223333',
      region: 'eu-central-1',
      network: { vpcId, publicSubnetIds: subnetIds, privateSubnetIds: [] },
      hostedZoneId: 'Z0123456789ABCDEFGHIJ',
    },
  });
}
