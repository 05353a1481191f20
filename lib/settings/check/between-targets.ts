import type { SettingsFile } from '../settings';
import type { SettingFault } from './rule';
import { type TargetUnderCheck, writtenAt } from './target-under-check';

/** What previews share with staging, because they live in its application stack. */
const sharedWithStaging = {
  account: (target: TargetUnderCheck) => target.values.account,
  region: (target: TargetUnderCheck) => target.values.region,
  'network.vpcId': (target: TargetUnderCheck) => target.values.network.vpcId,
} as const;

/** What must hold between the targets of one file. */
export function faultsBetween(targets: {
  readonly production: TargetUnderCheck | undefined;
  readonly staging: TargetUnderCheck;
  readonly preview: TargetUnderCheck;
  readonly file: SettingsFile;
}): SettingFault[] {
  const { production, staging, preview, file } = targets;
  const faults: SettingFault[] = [];
  for (const [path, of] of Object.entries(sharedWithStaging)) {
    const [own, shared] = [of(preview), of(staging)];
    if (own === shared) continue;
    faults.push({
      path: writtenAt(preview, [path]),
      message: `${JSON.stringify(own ?? 'nothing')} differs from staging's ${JSON.stringify(shared ?? 'nothing')}, and previews live in staging's application stack`,
      hint: `Set ${path} in base or staging, not in preview.`,
    });
  }
  const branch = file.staging && (file.staging.branch ?? 'main');
  if (branch !== undefined && file.production && branch === (file.production.branch ?? 'production')) {
    faults.push({
      path: 'staging.branch',
      message: `${JSON.stringify(branch)} is the branch of production too`,
      hint: 'Give each its own branch: a push deploys one target.',
    });
  }
  const host = production?.values.host;
  if (host !== undefined && host === staging.values.host) {
    faults.push({
      path: writtenAt(staging, ['host']),
      message: `"${host}" is the host of production too`,
      hint: 'Give staging a host of its own.',
    });
  }
  return faults;
}
