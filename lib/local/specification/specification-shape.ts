/**
 * The type of a value as specification.json writes it down: a plain name, or one of the forms below. `json` takes anything,
 * `tag` is a `{ Key, Value }` pair.
 */
export type ValueType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'json'
  | 'tag'
  | { readonly enum: readonly (string | number)[] }
  | { readonly list: ValueType }
  | { readonly map: ValueType }
  /** A name in the resource's own `types`. */
  | { readonly ref: string }
  | { readonly oneOf: readonly ValueType[] };

export interface PropertySpecification {
  readonly type: ValueType;
  /** @default false */
  readonly required?: boolean;
  /** Whether a change makes a new resource. @default 'no' */
  readonly replaces?: 'yes' | 'maybe';
}

export type PropertySpecifications = Readonly<Record<string, PropertySpecification>>;

/** What AWS says of one resource type. */
export interface ResourceSpecification {
  readonly properties: PropertySpecifications;
  /** Nested types by name. */
  readonly types: Readonly<Record<string, PropertySpecifications>>;
  /** Names that Fn::GetAtt takes, dots included. */
  readonly attributes: readonly string[];
  /** The property that holds tags, when the type has one: the stack's tags reach such resources. */
  readonly tagProperty?: string;
}
