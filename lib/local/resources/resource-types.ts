import { cdkMetadata } from './cdk-metadata';
import type { ResourceType } from './resource-type';
import { waitConditionHandle } from './wait-condition-handle';

/** Every resource type of this endpoint: one line a type. What is not here is refused by name. */
const all: readonly ResourceType[] = [cdkMetadata, waitConditionHandle];

export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(all.map((type) => [type.type, type]));
