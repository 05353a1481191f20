import { PreviewError } from '../../errors';
import type { Stage, TargetKind } from '../../naming/target';
import type { TargetSettings } from '../../settings/settings';
import type { ZoneNames } from '../rights/cloudformation/cloudformation-statements';
import { hostedZoneOf } from './hosted-zone-of';
import type { CertifiedName } from './stage-certificate';

/** What the targets of a stage want of its application stack. */
export interface SharedNeeds {
  /** Names for which a certificate is to be made. */
  readonly names: readonly CertifiedName[];
  /** Absent when no target routes through a shared balancer. */
  readonly balancer:
    | {
        readonly cidrs: readonly string[];
        readonly schemes: readonly ('https' | 'http')[];
        /** Certificates that settings name. */
        readonly certificateArns: readonly string[];
        /** A target behind it has no certificate in its settings. */
        readonly ownCertificate: boolean;
      }
    | undefined;
  /** The zone in which targets of a kind have records, and the names that these may have. */
  recordsOf(kind: TargetKind): readonly ZoneNames[];
}

interface Member {
  readonly kind: Stage | 'preview';
  readonly settings: TargetSettings;
  /** The host, and `*.` with it when another service stands under it; `*.` and the domain of the previews. None when settings name none. */
  readonly names: readonly string[];
}

/**
 * Decides from the settings of a stage, and of the previews when it is staging, what they share.
 *
 * @param found zone that deploy-application found for the stage
 * @param otherHost the host of the other stage, if it has one
 * @throws PreviewError `hosted-zone-missing`; `access-differs` when two targets behind one balancer are open to different networks
 */
export function sharedNeeds(
  stage: Stage,
  settings: TargetSettings,
  previews: TargetSettings | undefined,
  found: string | undefined,
  otherHost?: string,
): SharedNeeds {
  const members: Member[] = [{ kind: stage, settings, names: hostsOf(settings) }];
  if (previews) {
    const names = previews.previewDomain === undefined ? [] : [`*.${previews.previewDomain}`];
    members.push({ kind: 'preview', settings: previews, names });
  }
  const uncertified = members.filter((member) => needsCertificate(member.settings));
  const sharing = members.filter(
    // A stage without a host is none: only previews live in its stack.
    ({ kind, settings: own }) =>
      own.routing === 'shared-load-balancer' && (kind === 'preview' || own.host !== undefined),
  );
  return {
    names: uncertified.flatMap(({ names, settings: own }) =>
      names.map((name) => ({ name, hostedZoneId: hostedZoneOf(own, found, name) })),
    ),
    balancer: sharing[0] && {
      cidrs: sameCidrs(sharing),
      schemes: distinct(sharing.map((member) => member.settings.scheme)),
      certificateArns: distinct(
        sharing.flatMap(({ settings: { scheme, certificateArn } }) =>
          scheme === 'https' && certificateArn !== undefined ? [certificateArn] : [],
        ),
      ),
      ownCertificate: sharing.some((member) => needsCertificate(member.settings)),
    },
    recordsOf: (kind) =>
      members
        .filter((member) => member.kind === kind)
        .flatMap((member) => recordsOf(member, found, [settings.host, otherHost])),
  };
}

function recordsOf(
  { kind, settings }: Member,
  found: string | undefined,
  stageHosts: readonly (string | undefined)[],
): ZoneNames[] {
  const hostedZoneId = settings.hostedZoneId ?? found;
  const domain = kind === 'preview' ? settings.previewDomain : settings.host;
  if (hostedZoneId === undefined || domain === undefined) return [];
  if (kind !== 'preview') return [{ hostedZoneId, names: [domain, `*.${domain}`], closed: [] }];
  const hosts = distinct(stageHosts.filter((host): host is string => host?.endsWith(`.${domain}`) === true));
  return [
    {
      hostedZoneId,
      names: [`*.${domain}`],
      // Route 53 writes the star of a wildcard record as its octal number (developer guide, "DNS domain name format").
      closed: ['\\052.*', `_*.${domain}`, `*._*.${domain}`, ...hosts.flatMap((host) => [host, `*.${host}`])],
    },
  ];
}

/** Another public service of a stage has its label under the stage's host. */
function hostsOf({ host, services }: TargetSettings): string[] {
  if (host === undefined) return [];
  const others = Object.values(services).filter(({ kind }) => kind === 'public').length > 1;
  return others ? [host, `*.${host}`] : [host];
}

function needsCertificate({ scheme, routing, certificateArn }: TargetSettings): boolean {
  return scheme === 'https' && routing !== 'single-instance' && certificateArn === undefined;
}

/** A balancer has one list: opening it for one target must not open it for the other unsaid. */
function sameCidrs([first, second]: readonly Member[]): readonly string[] {
  const cidrs = first?.settings.access.cidrs ?? [];
  const others = second?.settings.access.cidrs ?? cidrs;
  if (cidrs.length === others.length && cidrs.every((cidr) => others.includes(cidr))) return cidrs;
  throw new PreviewError('access-differs', `staging and its previews share a balancer but differ in access.cidrs`, {
    fault: 'user',
    hint: "Give both the same access.cidrs, or staging the routing 'load-balancer'.",
  });
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
