import type { StackEvent } from '../ports/stacks';

/** Events of one stack. */
export type StackFact =
  | {
      /** The operation of another run or person is under way; we wait for its end. */
      readonly kind: 'stack-waiting';
      readonly stackName: string;
      readonly stackId: string;
      readonly status: string;
    }
  | {
      /** Emitted every minute while an operation goes on, ours or not. */
      readonly kind: 'stack-still';
      readonly stackName: string;
      readonly status: string;
      /** Waited so far. */
      readonly milliseconds: number;
    }
  | { readonly kind: 'stack-unchanged'; readonly stackName: string; readonly stackId: string }
  | {
      readonly kind: 'stack-operation-started';
      readonly stackName: string;
      readonly stackId: string;
      readonly operation: 'create' | 'update' | 'delete';
      /** Status before. @default none: the stack is new */
      readonly formerStatus?: string;
    }
  | { readonly kind: 'stack-event'; readonly stackName: string; readonly event: StackEvent }
  | {
      readonly kind: 'bucket-emptying';
      readonly stackName: string;
      readonly bucket: string;
      /** Object versions and markers deleted so far. */
      readonly deleted: number;
      readonly done: boolean;
    };

/** Takes facts as they come. */
export type Tell = (fact: StackFact) => void;
