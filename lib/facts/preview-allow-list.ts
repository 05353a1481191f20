import { createHash } from 'node:crypto';
import { accessSecrets } from '../settings/access/access-properties';
import { newestNames } from '../settings/newest-names';
import { resolveKind } from '../settings/resolve';
import type { LayerName, SettingsFile, TargetSettings } from '../settings/settings';
import { imageRepository } from './image-repository';

/**
 * Secrets, keys, snapshots and images that a preview may use besides its own. Frozen into IAM when the application stack is deployed; a branch that
 * names more is refused.
 */
export interface PreviewAllowList {
  /** ARNs of secrets, without a key, and of parameters. */
  readonly secrets: readonly string[];
  /** ARNs of KMS keys. */
  readonly keys: readonly string[];
  /** Names or ARNs of the snapshots that databases start from, `?` for one character and `*` for any run of them. */
  readonly snapshots: readonly string[];
  /** ARNs of the ECR repositories from which instances pull. */
  readonly images: readonly string[];
}

/** What the settings of one target name. */
export function allowListOf({
  access,
  services,
  database,
}: Pick<TargetSettings, 'access' | 'services' | 'database'>): PreviewAllowList {
  const all = Object.values(services);
  const snapshot = database === 'none' ? undefined : database.snapshot;
  const secrets = [
    ...all.flatMap((service) => Object.values(service.secrets)),
    ...Object.values(accessSecrets(access)),
    snapshot?.credentials,
  ];
  return {
    secrets: distinct(secrets.map((arn) => arn?.replace(keyOfSecret, '$1'))),
    keys: distinct(all.flatMap(({ secretKeys }) => secretKeys)),
    snapshots: distinct(snapshot?.newestOf === undefined ? [snapshot?.id] : newestNames(snapshot.newestOf)),
    images: distinct(all.map(({ image }) => imageRepository(image))),
  };
}

/** What any preview of a settings file may use: what the `preview` layer names, and each override. */
export function previewAllowList(file: SettingsFile): PreviewAllowList {
  const overrides = (file.branches ?? []).map((override, index) => {
    return [{ layer: `branches[${index}]` as LayerName, override }];
  });
  // The file went through checkSettings: what it resolves to has the shape.
  const all = [[], ...overrides].map((ones) => allowListOf(resolveKind(file, 'preview', ones).values as never));
  const joined = (part: keyof PreviewAllowList) => distinct(all.flatMap((list) => list[part]));
  return { secrets: joined('secrets'), keys: joined('keys'), snapshots: joined('snapshots'), images: joined('images') };
}

/** The list as an output of the application stack: 8 hexadecimal digits an entry, `none` for an empty list. */
export function writeAllowList(list: PreviewAllowList): string {
  return namesIn(list).map(markOf).join(',') || 'none';
}

export function readAllowList(text: string): readonly string[] {
  return text === 'none' ? [] : text.split(',');
}

/** Entries of the list whose marks are not among these. */
export function beyondAllowList(list: PreviewAllowList, marks: readonly string[]): readonly string[] {
  return namesIn(list).filter((name) => !marks.includes(markOf(name)));
}

function namesIn({ secrets, keys, snapshots, images }: PreviewAllowList): string[] {
  return [...secrets, ...keys, ...snapshots, ...images];
}

function markOf(name: string): string {
  return createHash('sha256').update(name, 'utf8').digest('hex').slice(0, 8);
}

/** `arn:…:secret:name-AbCdEf` and perhaps `:key` behind it. */
const keyOfSecret = /^(arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:[^:]+):.*$/;

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))].sort();
}
