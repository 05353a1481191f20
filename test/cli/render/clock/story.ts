import type { ProgressEvent } from '../../../../lib/progress';

export const stackName = 'shop-preview-login-page';
const stackId = `arn:aws:cloudformation:eu-central-1:111122223333:stack/${stackName}/1`;
export const began = new Date('2026-11-20T12:00:00.000Z').getTime();

/** What CloudFormation says of a resource, so many seconds after the beginning. */
export function stackEvent(seconds: number, logicalId: string, type: string, status: string, reason?: string) {
  const at = new Date(began + seconds * 1000);
  const event = { id: `${seconds} ${logicalId} ${status}`, at, logicalId, physicalId: '', type, status };
  return { kind: 'stack-event', stackName, event: { ...event, ...(reason !== undefined && { reason }) } } as const;
}

export const database = ['DatabaseInstance02E622FB', 'AWS::RDS::DBInstance'] as const;
export const web = ['WebEnvironment3FDD0FDA', 'AWS::ElasticBeanstalk::Environment'] as const;
export const bucket = ['FileStoreFilesBucket18921337', 'AWS::S3::Bucket'] as const;
const strange = ['StrangeThing', 'Acme::Rocket::Engine'] as const;

export const operation: ProgressEvent = {
  ...{ kind: 'stack-operation-started', stackName, stackId, operation: 'create' },
  resources: { 'AWS::RDS::DBInstance': 1, 'AWS::ElasticBeanstalk::Environment': 1, 'AWS::S3::Bucket': 2 },
};

export const ended = (status = 'CREATE_COMPLETE', seconds = 600) =>
  stackEvent(seconds, stackName, 'AWS::CloudFormation::Stack', status);

const target = { kind: 'preview', branch: 'login-page' } as const;

/** A deploy up to where its stack is being made, each event with the second at which it comes. */
export const opening: readonly (readonly [number, ProgressEvent])[] = [
  [0, { kind: 'step-started', step: 'fence' }],
  [1, { kind: 'step-finished', step: 'fence', milliseconds: 1000 }],
  [1, { kind: 'deploy-started', target, stackName, commit: '1'.repeat(40), url: 'https://login-page.acme.dev' }],
  [2, { kind: 'step-started', step: 'stack' }],
  [2, operation],
  [3, stackEvent(3, stackName, 'AWS::CloudFormation::Stack', 'CREATE_IN_PROGRESS')],
  [4, stackEvent(4, ...database, 'CREATE_IN_PROGRESS')],
  [4, stackEvent(4, ...bucket, 'CREATE_IN_PROGRESS')],
  // CloudFormation says it again once the service has taken the order.
  [6, stackEvent(6, ...database, 'CREATE_IN_PROGRESS', 'Resource creation Initiated')],
  [6, stackEvent(6, ...bucket, 'CREATE_IN_PROGRESS', 'Resource creation Initiated')],
  [8, stackEvent(7, ...strange, 'CREATE_IN_PROGRESS')],
  [9, stackEvent(9, ...bucket, 'CREATE_COMPLETE')],
  [12, stackEvent(12, ...web, 'CREATE_IN_PROGRESS')],
];

/** The rest of it. */
export const ending: readonly (readonly [number, ProgressEvent])[] = [
  [62, { kind: 'stack-still', stackName, status: 'CREATE_IN_PROGRESS', milliseconds: 60_000 }],
  [190, stackEvent(189, ...database, 'CREATE_COMPLETE')],
  [190, stackEvent(190, ...strange, 'CREATE_COMPLETE')],
  [330, stackEvent(330, ...web, 'CREATE_COMPLETE')],
  [331, ended('CREATE_COMPLETE', 331)],
  [332, { kind: 'step-finished', step: 'stack', milliseconds: 330_000 }],
  [332, { kind: 'step-started', step: 'health' }],
  [332, { kind: 'health-started', milliseconds: 600_000 }],
  [
    333,
    {
      ...{ kind: 'environment-seen', service: 'web', environmentName: 'shop-login-page--web', status: 'Ready' },
      ...{ health: 'Red', causes: ['i-0123: 100.0 % of the requests are failing with HTTP 5xx.'] },
    },
  ],
  [393, { kind: 'health-awaited', missing: ['web is Red'], milliseconds: 61_000 }],
  [400, { kind: 'step-finished', step: 'health', milliseconds: 68_000 }],
];

export const usual: ProgressEvent = {
  ...{ kind: 'usual-times', operation: 'create' },
  resources: { 'AWS::RDS::DBInstance': { shortest: 300_000, median: 420_000, longest: 900_000 } },
  steps: {
    stack: { shortest: 500_000, median: 720_000, longest: 1_200_000 },
    health: { shortest: 20_000, median: 60_000, longest: 90_000 },
  },
};
