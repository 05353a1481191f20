import { createHash } from 'node:crypto';
import { newestNames } from '../settings/newest-names';
import { resolveKind } from '../settings/resolve';
import type { LayerName, SettingsFile, TargetSettings } from '../settings/settings';

/**
 * What previews may use of what is not their own, by their settings. It is entered in the boundary and the role of previews when the
 * application stack is deployed, so that a branch which names more is refused, whoever wrote it.
 */
export interface PreviewReach {
  /** ARNs of secrets, without a key, and of parameters. */
  readonly secrets: readonly string[];
  /** ARNs of KMS keys. */
  readonly keys: readonly string[];
  /** Names or ARNs of the snapshots that databases start from, `?` for one character and `*` for any run of them. */
  readonly snapshots: readonly string[];
}

/** What one target reaches. */
export function reachOf({ services, database }: Pick<TargetSettings, 'services' | 'database'>): PreviewReach {
  const all = Object.values(services);
  const snapshot = database === 'none' ? undefined : database.snapshot;
  const secrets = [...all.flatMap((service) => Object.values(service.secrets)), snapshot?.credentials];
  return {
    secrets: distinct(secrets.map((arn) => arn?.replace(keyOfSecret, '$1'))),
    keys: distinct(all.flatMap(({ secretKeys }) => secretKeys)),
    snapshots: distinct(snapshot?.newestOf === undefined ? [snapshot?.id] : newestNames(snapshot.newestOf)),
  };
}

/** What any preview of a settings file reaches: those of the `preview` layer, and each override's. */
export function previewReach(file: SettingsFile): PreviewReach {
  const overrides = (file.branches ?? []).map((override, index) => {
    return [{ layer: `branches[${index}]` as LayerName, override }];
  });
  // The file went through checkSettings: what it resolves to has the shape.
  const all = [[], ...overrides].map((ones) => reachOf(resolveKind(file, 'preview', ones).values as never));
  const joined = (part: keyof PreviewReach) => distinct(all.flatMap((reach) => reach[part]));
  return { secrets: joined('secrets'), keys: joined('keys'), snapshots: joined('snapshots') };
}

/** Short marks of what is reached, for an output of the application stack: 8 hexadecimal digits each, `none` for nothing. */
export function writeReach(reach: PreviewReach): string {
  return marksOf(reach).join(',') || 'none';
}

export function readReach(text: string): readonly string[] {
  return text === 'none' ? [] : text.split(',');
}

/** What these values reach beyond what is marked. */
export function beyondReach(reach: PreviewReach, marks: readonly string[]): readonly string[] {
  return [...reach.secrets, ...reach.keys, ...reach.snapshots].filter((name) => !marks.includes(markOf(name)));
}

function marksOf({ secrets, keys, snapshots }: PreviewReach): string[] {
  return [...secrets, ...keys, ...snapshots].map(markOf);
}

function markOf(name: string): string {
  return createHash('sha256').update(name, 'utf8').digest('hex').slice(0, 8);
}

/** `arn:…:secret:name-AbCdEf` and perhaps `:key` behind it. */
const keyOfSecret = /^(arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:[^:]+):.*$/;

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))].sort();
}
