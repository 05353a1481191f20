/** What `obey` says while it works. */
export type ControlEvent = {
  /** Something was asked for, and is looked at. */
  readonly kind: 'asked';
  /** Login of who asked. */
  readonly by: string;
  /** In the words of the grammar: `keep 3d`. */
  readonly asked: string;
  /** Raw name of the branch that it is about. @default none is known */
  readonly branch?: string;
};
