import { brotliDecompressSync } from 'node:zlib';
import type { ResourceSpecification } from './specification-shape';

/** What AWS says of a type that this endpoint can only record. */
export interface RecordableSpecification extends ResourceSpecification {
  /** Properties and attributes that `Ref` is made of. */
  readonly identifier: readonly string[];
  /** `arn:${Partition}:sns:${Region}:${Account}:${TopicName}`. @default AWS gives none */
  readonly arn?: string;
  /** What attributes are that are not text. @default all are text */
  readonly kinds?: Readonly<Record<string, 'list' | 'number' | 'boolean' | 'object'>>;
}

export interface EveryType {
  /** Where it comes from: `@aws-cdk/aws-service-spec 0.1.216`. */
  readonly from: string;
  readonly types: ReadonlyMap<string, RecordableSpecification>;
}

let loaded: EveryType | undefined;

/** AWS's specification of every type that the endpoint does not have. The first call takes some 200 ms, and 20 MB of memory. */
export function loadEveryType(): EveryType {
  if (loaded === undefined) {
    const { from, packed } = require('./every-type.json') as typeof import('./every-type.json');
    const text = brotliDecompressSync(Buffer.from(packed, 'base64')).toString();
    loaded = { from, types: new Map(Object.entries(JSON.parse(text) as Record<string, RecordableSpecification>)) };
  }
  return loaded;
}

/** Of a type that no endpoint of this process has asked for: undefined. */
export function loadedType(type: string): RecordableSpecification | undefined {
  return loaded?.types.get(type);
}
