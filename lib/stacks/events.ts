import type { StackEvent } from '../ports/stacks';

/** What becomes of one stack while a command waits for it. */
export type StackFact =
  | {
      /** An operation that another run or person started is under way; the command waits for its end. */
      readonly kind: 'stack-waiting';
      readonly stackName: string;
      readonly stackId: string;
      /** CloudFormation's StackStatus. */
      readonly status: string;
    }
  | {
      /** Every minute while an operation goes on, also one that another run started. */
      readonly kind: 'stack-still';
      readonly stackName: string;
      /** CloudFormation's StackStatus when it was last seen; `unknown` before the first answer. */
      readonly status: string;
      /** Waited so far. */
      readonly milliseconds: number;
      /** Why the last look got no answer; the next one is made all the same. @default it was answered */
      readonly unanswered?: string;
    }
  | {
      /** The template changes nothing: no operation starts. */
      readonly kind: 'stack-unchanged';
      readonly stackName: string;
      readonly stackId: string;
    }
  | {
      /** CloudFormation has accepted an operation of this command. */
      readonly kind: 'stack-operation-started';
      readonly stackName: string;
      readonly stackId: string;
      /** What it does to the stack. */
      readonly operation: 'create' | 'update' | 'delete';
      /** StackStatus before. @default the stack is new */
      readonly formerStatus?: string;
      /** How many resources of each type the operation works on. @default AWS was not asked, or did not list them all */
      readonly resources?: Readonly<Record<string, number>>;
    }
  | {
      /** CloudFormation reports one step of an operation. */
      readonly kind: 'stack-event';
      readonly stackName: string;
      /** The step, in CloudFormation's words. */
      readonly event: StackEvent;
    }
  | {
      /** A bucket is being emptied, which CloudFormation does not do: after each batch, and at the end. */
      readonly kind: 'bucket-emptying';
      readonly stackName: string;
      /** Name of the bucket. */
      readonly bucket: string;
      /** Object versions and markers deleted so far. */
      readonly deleted: number;
      /** Whether the bucket is empty. */
      readonly done: boolean;
    };

/** Takes facts as they come. */
export type Tell = (fact: StackFact) => void;
