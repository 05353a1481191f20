import { namesOf } from '../../../../lib/naming/resource-names';
import { bundleBucket } from './resolved';
import type { Context } from './table';
import { account } from './world';

export const arn = (service: string, rest: string, owner = account) =>
  `arn:aws:${service}:eu-central-1:${owner}:${rest}`;
export const iam = (rest: string) => `arn:aws:iam::${account}:${rest}`;
export const bucket = (name: string) => `arn:aws:s3:::${name}`;
export const object = (key: string, stage = 'staging') => `${bucket(bundleBucket.replace('staging', stage))}/${key}`;

/** The log group of an environment. */
export const logs = (environment: string, file = '/var/log/web.stdout.log') =>
  arn('logs', `log-group:/aws/elasticbeanstalk/${environment}${file}`);
export const environment = (name: string, stage = 'staging') =>
  arn('elasticbeanstalk', `environment/shop-${stage}/${name}`);
export const version = (label: string, stage = 'staging') =>
  arn('elasticbeanstalk', `applicationversion/shop-${stage}/${label}`);
export const application = (stage = 'staging') => arn('elasticbeanstalk', `application/shop-${stage}`);
export const stack = (name: string) => arn('cloudformation', `stack/${name}/uuid`);
/** Beanstalk's own stack of an environment, and what is in it. */
export const inner = stack('awseb-e-abcdefghij-stack');
export const instance = arn('ec2', 'instance/i-0123456789abcdef0');
export const autoScalingGroup = arn(
  'autoscaling',
  'autoScalingGroup:0a1b:autoScalingGroupName/awseb-e-abcdefghij-stack-Group-1A',
);

/** The condition of a put that creates and never replaces. */
export const creates: Context = { 's3:if-none-match': '*' };

/** The environment of some preview. */
export const own = 'shop-login-0a1b2c3d--web';
/** The preview whose instance roles are in the world. */
export const login = namesOf('shop', { kind: 'preview', branch: 'feature/login' });

export const inRegion: Context = { 'aws:RequestedRegion': 'eu-central-1' };
export const tagged = (project: string, target: string, key = 'aws:ResourceTag'): Context => ({
  [`${key}/preview-stacks:project`]: project,
  [`${key}/preview-stacks:target`]: target,
});
export const ofPreview = tagged('shop', 'preview');
export const ofStaging = tagged('shop', 'staging');
export const ofProduction = tagged('shop', 'production');
export const ofOther = tagged('shop-ui', 'preview');

export const cloudFormation = {
  preview: 'shop-preview-cloudformation',
  staging: 'shop-staging-cloudformation',
  production: 'shop-production-cloudformation',
} as const;
export const deploy = { staging: 'shop-staging-deploy', production: 'shop-production-deploy' } as const;
export const previews = 'shop-staging-previews';
export const cleanup = 'shop-staging-cleanup';
export const control = 'shop-staging-control';
/** Policies for people. */
export const viewer = 'shop-staging-viewer';
export const developer = 'shop-staging-developer';
export const boundary = {
  preview: 'shop-preview-boundary',
  staging: 'shop-staging-boundary',
  production: 'shop-production-boundary',
} as const;
export const stages = ['staging', 'production'] as const;
export const kinds = ['preview', ...stages] as const;
/** The Beanstalk application in which the targets of a kind live. */
export const stageOf = (kind: (typeof kinds)[number]) => (kind === 'production' ? 'production' : 'staging');
/** The environment of a target of this kind. */
export const environmentOf = (kind: (typeof kinds)[number]) => (kind === 'preview' ? own : `shop-${kind}--web`);
