import { reservedWords } from '../../naming/preview-id';
import { formerIdentity, nameOnGitHub } from '../../naming/repository-identity';
import { isArm } from '../is-arm';
import type { SettingsFile } from '../settings';
import { controlFaults } from './control-faults';
import type { SettingFault } from './rule';
import { sharedBalancerFaults } from './shared-balancer-faults';
import { show } from './show';
import { type TargetUnderCheck, writtenAt } from './target-under-check';

/** What previews share with staging, because they live in its application stack. */
const sharedWithStaging = {
  account: (target: TargetUnderCheck) => target.values.account,
  region: (target: TargetUnderCheck) => target.values.region,
  'network.vpcId': (target: TargetUnderCheck) => target.values.network.vpcId,
} as const;

interface Targets {
  readonly production: TargetUnderCheck | undefined;
  readonly staging: TargetUnderCheck;
  readonly preview: TargetUnderCheck;
  /** A preview with each override of branches alone. */
  readonly overridden: readonly TargetUnderCheck[];
}

/** What must hold between the targets of one file. */
export function faultsBetween(targets: Targets, file: SettingsFile): SettingFault[] {
  return [
    ...differentHomes(targets),
    ...sameBranch(file),
    ...sameHost(targets),
    ...hostsAmongPreviews(targets),
    ...sharedBalancerFaults({ ...targets, staging: file.staging && targets.staging }),
    ...ciFaults(targets, file),
    ...formerNames(file),
    ...otherProcessors(targets, file),
    ...controlFaults(targets.staging, file),
  ];
}

/** A name that says nothing hides that another one was meant. */
function formerNames({ formerly = [], github }: SettingsFile): SettingFault[] {
  const present = github === undefined ? undefined : formerIdentity(github);
  const identities = formerly.map(formerIdentity);
  return formerly.flatMap((name, index) => {
    const identity = identities[index];
    if (identity === undefined) return [];
    const path = `formerly[${index}]`;
    const first = identities.indexOf(identity);
    if (identity === present) {
      return [
        {
          path,
          message: `${show(name)} is the present name, too`,
          hint: `Leave it out, or set github to the new name.`,
        },
      ];
    }
    if (github === undefined && nameOnGitHub(name) !== undefined) {
      return [
        {
          path,
          message: `${show(name)} is a name on GitHub, and without github GitHub is not asked who has it now: cleanup could delete previews of a living repository`,
          hint: "Set github to 'owner/repository', the present name.",
        },
      ];
    }
    return first === index
      ? []
      : [{ path, message: `${show(name)} stands in formerly[${first}] already`, hint: 'Leave it out.' }];
  });
}

/** A bundle with packed dependencies is for one processor, and a promotion copies it as it is. Where none is written, the repository says what is packed. */
function otherProcessors({ production, staging }: Targets, file: SettingsFile): SettingFault[] {
  if (production?.values.promoteFrom === undefined || file.staging === undefined) return [];
  return Object.entries(production.values.services).flatMap(([name, { instanceType }]) => {
    const from = staging.values.services[name];
    if (from?.dependencies !== 'packed' || isArm(from.instanceType) === isArm(instanceType)) return [];
    return [
      {
        path: writtenAt(production, [`services.${name}.instanceType`]),
        message: `${show(instanceType)} has another kind of processor than staging's ${show(from.instanceType)}, and the dependencies are packed for that one in the bundle that is promoted`,
        hint: 'Give both the same kind of processor (a `g` behind the number of the family is arm64), or remove promoteFrom and have production pack bundles of its own.',
      },
    ];
  });
}

function differentHomes({ staging, preview }: Targets): SettingFault[] {
  return Object.entries(sharedWithStaging)
    .filter(([, of]) => of(preview) !== of(staging))
    .map(([path, of]) => ({
      path: writtenAt(preview, [path]),
      message: `${show(of(preview))} differs from staging's (${show(of(staging))}), and previews live in staging's application stack`,
      hint: `Set ${path} in base or staging, not in preview.`,
    }));
}

function sameBranch({ production, staging }: SettingsFile): SettingFault[] {
  const branch = staging?.branch ?? 'main';
  if (!staging || !production || branch !== (production.branch ?? 'production')) return [];
  const message = `${show(branch)} is the branch of production too`;
  return [{ path: 'staging.branch', message, hint: 'Give each its own branch: a push deploys one target.' }];
}

function sameHost({ production, staging }: Targets): SettingFault[] {
  const host = staging.values.host;
  if (host === undefined || host !== production?.values.host) return [];
  const message = `${show(host)} is the host of production too`;
  return [{ path: writtenAt(staging, ['host']), message, hint: 'Give staging a host of its own.' }];
}

function hostsAmongPreviews({ production, staging, preview }: Targets): SettingFault[] {
  const domain = preview.values.previewDomain;
  return [production, staging]
    .filter((target) => target !== undefined)
    .filter(({ values }) => couldBePreview(values.host, domain))
    .map((target) => ({
      path: writtenAt(target, ['host']),
      message: `${show(target.values.host)} could be the host of a preview: it is one label under ${domain}`,
      hint: 'Choose a host outside of previewDomain, or another previewDomain.',
    }));
}

/** The identities that CI's tokens state name the repository, and an account has one provider for each CI. */
function ciFaults({ production, staging }: Targets, { github, staging: hasStaging }: SettingsFile): SettingFault[] {
  const faults: SettingFault[] = [];
  const using = [production, staging].find((target) => target?.values.ci !== undefined);
  if (using && github === undefined) {
    const message = 'roles for CI need to know the repository, and github is not set';
    faults.push({ path: writtenAt(using, ['ci.provider']), message, hint: "Set github to 'owner/repository'." });
  }
  const sameAccount = production?.values.account === staging.values.account;
  if (hasStaging && sameAccount && production?.values.ci?.createProvider && staging.values.ci?.createProvider) {
    const message = 'production and staging share an account, and both would make its one identity provider';
    const hint = 'Set production.ci.createProvider to false, and run deploy-application for staging first.';
    faults.push({ path: writtenAt(production, ['ci.createProvider', 'ci.provider']), message, hint });
  }
  return faults;
}

/** No preview is named like a reserved word, so that a host may be. */
function couldBePreview(host: string | undefined, previewDomain: string | undefined): boolean {
  if (host === undefined || previewDomain === undefined || !host.endsWith(`.${previewDomain}`)) return false;
  const label = host.slice(0, -previewDomain.length - 1);
  return !label.includes('.') && !reservedWords.has(label);
}
