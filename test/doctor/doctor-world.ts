import type { Check } from '../../lib/doctor/check';
import type { DoctorPorts, DoctorRequest } from '../../lib/doctor/doctor-request';
import type { Finding } from '../../lib/doctor/finding';
import { openSnapshot } from '../../lib/doctor/snapshot';
import { previewAllowList } from '../../lib/facts/preview-allow-list';
import { ownershipTagKeys } from '../../lib/naming/ownership-tags';
import { applicationNames } from '../../lib/naming/resource-names';
import type { Stage } from '../../lib/naming/target';
import type { ForgeIdentity } from '../../lib/ports/forge-identity';
import type { ForgeRights } from '../../lib/ports/forge-rights';
import { resolveSettings } from '../../lib/settings/resolve';
import type { SettingsFile, SettingsLayer } from '../../lib/settings/settings';
import { applicationOutputsOf, FakeAccountWorld } from '../fakes/fake-account-world';

export const balancerArn = 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/shared/1';
export const certificateArn = 'arn:aws:acm:eu-central-1:111122223333:certificate/1';

/** A world in which everything is in place; each test spoils a part of it. */
export class DoctorWorld extends FakeAccountWorld {
  rights: ForgeRights | undefined;
  /** @default GitHub is not asked which repository it is */
  forgeIdentity: ForgeIdentity | undefined;
  base: SettingsLayer = { region: 'eu-central-1', account: '111122223333' };
  staging: SettingsLayer = { host: 'staging.acme.dev' };
  preview: SettingsLayer = { previewDomain: 'preview.acme.dev' };
  /** Settings name no repository on GitHub. */
  withoutGitHub = false;
  readonly names = applicationNames('shop', 'staging');

  constructor() {
    super(['main', 'production', 'login-page'], []);
    this.account.zones.set('acme.dev', 'Z1');
    this.zones.zones.push({ id: 'Z1', name: 'acme.dev', public: true });
    this.stacks.add(
      {
        name: this.names.stackName,
        tags: { [ownershipTagKeys.project]: 'shop', [ownershipTagKeys.repository]: 'github:acme/shop' },
        outputs: {
          ...applicationOutputsOf('staging'),
          CertificateArn: certificateArn,
          BalancerArn: balancerArn,
          BalancerDnsName: 'shared.elb.amazonaws.com',
          BalancerHostedZoneId: 'Z2',
          BalancerSecurityGroupId: 'sg-1',
        },
      },
      JSON.stringify({ Resources: { Bundles: { Type: 'AWS::S3::Bucket' } } }),
    );
    this.certificates.certificates.set(certificateArn, {
      status: 'ISSUED',
      names: ['staging.acme.dev', '*.preview.acme.dev'],
      notAfter: new Date(this.clock.now().getTime() + 100 * 24 * 3_600_000),
    });
    const full = { used: 0, most: 100 };
    this.quotas.balancers.set(balancerArn, { targetGroups: full, rules: full });
  }

  get ports(): DoctorPorts {
    const { repository, rights, forgeIdentity, ...ports } = this;
    return {
      ...ports,
      repository: async () => repository,
      ...(rights && { rights }),
      ...(forgeIdentity && { forgeIdentity }),
    };
  }

  request(stage: Stage = 'staging'): DoctorRequest {
    const { base, staging, preview } = this;
    const github = { ...(!this.withoutGitHub && { github: 'acme/shop' }), formerly: this.formerly };
    const file: SettingsFile = { project: 'shop', ...github, base, staging, preview, production: { host: 'acme.dev' } };
    return {
      file: '/app/preview-stacks.config.ts',
      settings: resolveSettings(file, { kind: stage }),
      ...(stage === 'staging' && {
        previewSettings: resolveSettings(file, { kind: 'preview', branch: '' }),
        previewReach: previewAllowList(file),
      }),
    };
  }

  /** The application stack lacks an output. */
  async dropOutput(name: string): Promise<void> {
    const outputs = { ...(await this.stacks.find(this.names.stackName))?.outputs };
    delete outputs[name];
    this.stacks.alter(this.names.stackName, { outputs });
  }

  /** What one check finds; what it throws is thrown. */
  look(check: Check, stage: Stage = 'staging'): Promise<readonly Finding[]> {
    return check.look(openSnapshot(this.ports, this.request(stage)));
  }

  /** The same as `state: what was seen`. */
  async said(check: Check, stage: Stage = 'staging'): Promise<readonly string[]> {
    return (await this.look(check, stage)).map(({ state, saw }) => `${state}: ${saw}`);
  }
}
