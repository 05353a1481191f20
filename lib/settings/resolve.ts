import { stageOf, type Target, type TargetKind } from '../naming/target';
import { derived } from './derived';
import { type Inherited, inherit, type Leaf, nothing, plain, refine } from './layers/inherit';
import { type Layer, layersOf, type MatchingOverride, overridesFor } from './layers/layers';
import type { Origin } from './layers/tree';
import { isRecord, type SettingRecord } from './layers/tree';
import type { SettingsFile, TargetSettings } from './settings';
import { branchOfStage } from './target-of-branch';

export { targetOfBranch } from './target-of-branch';

/** Where the stage stands from which this one takes bundles, or which takes them from here. */
export interface OtherStage {
  /** AWS account, 12 digits. @default none: whatever account its credentials belong to */
  readonly account?: string;
  /** AWS region: `eu-central-1`. */
  readonly region: string;
  /** Whether its application stack makes roles for CI. */
  readonly ci: boolean;
  /** Host name of the stage. @default none */
  readonly host?: string;
}

/** The effective values of one target. */
export interface ResolvedSettings {
  /** Short name, prefix of every AWS name. */
  readonly project: string;
  /** `owner/repository`. @default none: branches come from the git remote */
  readonly github?: string;
  /** Names that the repository had before, as the file writes them. @default none */
  readonly formerly?: readonly string[];
  /** Module that adds to the stack of the target, from the folder of the settings file. @default none */
  readonly extend?: string;
  /** Name of the git remote. */
  readonly remote: string;
  /** What the values are for. */
  readonly target: Target;
  /** The branch whose push deploys the target. */
  readonly branch: string;
  /** The branches whose pushes deploy a stage that the file has a section for. */
  readonly stageBranches: { readonly production?: string; readonly staging?: string };
  /** The effective values. */
  readonly values: TargetSettings;
  /** Production of staging and previews, staging of production. @default none: the file has no section for it */
  readonly otherStage?: OtherStage;
  /** Origin of every value that is no record, by its path (`services.web.instanceType`). */
  readonly origins: ReadonlyMap<string, Origin>;
}

/**
 * The values of a target after all its layers. Pure, and it checks nothing: give it a file that went through `checkSettings`.
 */
export function resolveSettings(file: SettingsFile, target: Target): ResolvedSettings {
  const overrides = target.kind === 'preview' ? overridesFor(file, target.branch) : [];
  const { values, origins } = resolveKind(file, target.kind, overrides);
  const other = otherStageOf(file, target);
  return {
    project: file.project,
    ...(file.github !== undefined && { github: file.github }),
    ...(file.formerly !== undefined && { formerly: file.formerly }),
    ...(file.extend !== undefined && { extend: file.extend }),
    remote: file.remote ?? 'origin',
    target,
    branch: target.kind === 'preview' ? target.branch : branchOfStage(file, target.kind),
    stageBranches: {
      ...(file.production && { production: branchOfStage(file, 'production') }),
      ...(file.staging && { staging: branchOfStage(file, 'staging') }),
    },
    // checkSettings made sure that the file has the shape; the layers keep it.
    values: values as unknown as TargetSettings,
    ...(other && { otherStage: other }),
    origins,
  };
}

function otherStageOf(file: SettingsFile, target: Target): OtherStage | undefined {
  const other = stageOf(target) === 'production' ? 'staging' : 'production';
  if (file[other] === undefined) return undefined;
  const { account, region, ci, host } = resolveKind(file, other, []).values as unknown as TargetSettings;
  return {
    ...(account !== undefined && { account }),
    region,
    ci: ci !== undefined,
    ...(host !== undefined && { host }),
  };
}

/** The values of a kind of target, with given overrides; of use where there is no branch. */
export function resolveKind(
  file: SettingsFile,
  kind: TargetKind,
  overrides: readonly MatchingOverride[],
): { readonly values: SettingRecord; readonly origins: ReadonlyMap<string, Origin> } {
  const layers = layersOf(file, kind, overrides);
  const names = serviceNames(layers);
  let values = nothing;
  let defaults = nothing;
  for (const [index, layer] of layers.entries()) {
    if (layer.written) {
      values = inherit(values, layer.written, layer.origin, defaults);
      continue;
    }
    const apply = index === 0 ? inherit : refine;
    defaults = apply(defaults, builtInValues(layer, names, index === 0 ? nothing : values), layer.origin);
    // There is no seed until someone writes its command, no CI until someone names one, and nothing of the others until someone asks for it.
    values =
      index === 0
        ? ['seed', 'ci', 'control', 'alarms', 'rights'].reduce(without, defaults)
        : refine(values, builtInValues(layer, names, values), layer.origin);
  }
  values = derived(values);
  const origins = new Map<string, Origin>();
  collectOrigins(values, '', origins);
  return { values: plain(values), origins };
}

/** Every name that some layer gives a service; `web` when none does. */
function serviceNames(layers: readonly Layer[]): string[] {
  const names = layers.flatMap(({ written }) => (isRecord(written?.services) ? Object.keys(written.services) : []));
  return names.length === 0 ? ['web'] : [...new Set(names)];
}

function builtInValues(
  layer: Layer & { readonly builtIn: object },
  names: readonly string[],
  before: Inherited,
): SettingRecord {
  const services = plain(before).services;
  const service = (name: string) => (isRecord(services) && isRecord(services[name]) ? services[name] : {});
  return {
    ...(layer.builtIn.target as SettingRecord),
    services: Object.fromEntries(names.map((name) => [name, layer.builtIn.service(service(name)) as SettingRecord])),
  };
}

function without(values: Inherited, key: string): Inherited {
  return new Map([...values].filter(([name]) => name !== key));
}

function collectOrigins(values: Inherited, prefix: string, into: Map<string, Origin>): void {
  for (const [key, node] of values) {
    const path = prefix + key;
    if (node instanceof Map) collectOrigins(node, `${path}.`, into);
    else into.set(path, (node as Leaf).origin);
  }
}
