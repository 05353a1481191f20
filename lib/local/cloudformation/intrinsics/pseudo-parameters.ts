import { noValue } from './scope';

/** What the pseudo parameters are in a stack. */
export interface StackIdentity {
  readonly stackId: string;
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
}

const names = [
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
];

export function isPseudoParameter(name: string): boolean {
  return names.includes(name);
}

export function pseudoParameter(name: string, stack: StackIdentity): unknown {
  switch (name) {
    case 'AWS::AccountId':
      return stack.accountId;
    case 'AWS::NoValue':
      return noValue;
    case 'AWS::NotificationARNs':
      return [];
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::Region':
      return stack.region;
    case 'AWS::StackId':
      return stack.stackId;
    case 'AWS::StackName':
      return stack.stackName;
    default:
      return 'amazonaws.com';
  }
}
