export type DeletionPolicy = 'Delete' | 'Retain' | 'RetainExceptOnCreate' | 'Snapshot';

/** A resource as the template states it, its intrinsics untouched. */
export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly dependsOn: readonly string[];
  readonly condition?: string;
  readonly deletionPolicy?: unknown;
  readonly updateReplacePolicy?: unknown;
  readonly metadata?: unknown;
}

export interface TemplateParameter {
  readonly name: string;
  readonly type: string;
  readonly default?: string;
  readonly noEcho: boolean;
  readonly description?: string;
  readonly allowedValues?: readonly string[];
  readonly allowedPattern?: string;
  readonly constraintDescription?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
}

export interface TemplateOutput {
  readonly key: string;
  readonly value: unknown;
  readonly description?: string;
  readonly condition?: string;
  readonly exportName?: unknown;
}

/** A template whose shape was checked; what it refers to was not yet. */
export interface Template {
  readonly description?: string;
  readonly metadata?: unknown;
  readonly parameters: ReadonlyMap<string, TemplateParameter>;
  readonly mappings: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  /** Unevaluated, by name. */
  readonly conditions: ReadonlyMap<string, unknown>;
  readonly resources: ReadonlyMap<string, TemplateResource>;
  readonly outputs: ReadonlyMap<string, TemplateOutput>;
}
