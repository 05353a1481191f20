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

/** The steps of `hold` (grow, others, leave) and `release` (end, shrink), in their order. */
export type HoldStep = 'grow' | 'others' | 'leave' | 'end' | 'shrink';

/** What `hold` and `release` say while they work. */
export type HoldEvent =
  | {
      /** A step begins. `others`: it waits until others of the service are well. */
      readonly kind: 'hold-step';
      /** The step. */
      readonly step: HoldStep;
      readonly service: string;
      /** Id of the EC2 instance. */
      readonly instanceId: string;
      /** For how long no instance answers, in milliseconds. @default others answer */
      readonly gap?: { readonly shortest: number; readonly longest: number };
    }
  | {
      /** Every minute while a step waits. */
      readonly kind: 'hold-awaited';
      /** The step. */
      readonly step: HoldStep;
      readonly service: string;
      /** Id of the EC2 instance. */
      readonly instanceId: string;
      /** What is missing, for people. */
      readonly missing: string;
      /** Waited so far. */
      readonly milliseconds: number;
    };
