/** What following logs says beside the lines. */
export type LogsEvent =
  | {
      /** The logs could not be read for a reason that passes, and are asked again: no line is lost by it. */
      readonly kind: 'logs-awaited';
      /** Why, for people. */
      readonly because: string;
      /** Asked again after so long. */
      readonly milliseconds: number;
    }
  | {
      /** An environment whose logs were followed is no more; its last lines have been given. */
      readonly kind: 'environment-gone';
      readonly service: string;
      readonly environmentName: string;
    };
