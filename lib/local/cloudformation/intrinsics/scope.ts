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
