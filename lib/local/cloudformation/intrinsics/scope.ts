/** Stands for a value that is not known before a change set is executed; AWS shows the same text. */
export const knownAfterApply = '{{changeSet:KNOWN_AFTER_APPLY}}';

/** `Ref: AWS::NoValue`: takes its property or list item away. */
export const noValue: unique symbol = Symbol('AWS::NoValue');

/** What intrinsic functions look things up in. Every look-up throws ValidationError for a name that does not exist. */
export interface Scope {
  /** A parameter, a pseudo parameter or a resource. */
  ref(name: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  condition(name: string): boolean;
  mapped(map: string, top: string, second: string): unknown;
  importValue(name: string): string;
  zones(region: string): readonly string[];
}

/** What a function may use: where names are looked up, and how its own arguments are carried out. */
export interface FunctionContext {
  readonly scope: Scope;
  evaluate(value: unknown): unknown;
  /** Throws ValidationError when a text of so many characters is too long, alone or with all that were made before it. */
  refuseLonger(length: number): void;
}
