import type { TargetSettings } from '../settings/settings';
import type { DoctorRequest } from './doctor-request';

/** A kind of target that lives in the stage that is looked at. */
export interface Member {
  readonly label: 'production' | 'staging' | 'previews';
  readonly values: TargetSettings;
  /** The domain whose zone holds its hosts. */
  readonly domain: string;
  /** The names that its URLs have, as a certificate writes them. */
  readonly names: readonly string[];
}

/** The stage itself, when it has a host, and its previews, when they have a domain. */
export function membersOf({ settings, previewSettings }: DoctorRequest): readonly Member[] {
  const { values, target } = settings;
  const stage = target.kind === 'production' ? 'production' : 'staging';
  const members: Member[] = [];
  if (values.host !== undefined) {
    members.push({ label: stage, values, domain: values.host, names: hostsOf(values.host, values) });
  }
  const domain = previewSettings?.values.previewDomain;
  if (previewSettings && domain !== undefined) {
    members.push({ label: 'previews', values: previewSettings.values, domain, names: [`*.${domain}`] });
  }
  return members;
}

/** Another public service of a stage has its label under the stage's host. */
function hostsOf(host: string, { services }: TargetSettings): readonly string[] {
  const several = Object.values(services).filter(({ kind }) => kind === 'public').length > 1;
  return several ? [host, `*.${host}`] : [host];
}
