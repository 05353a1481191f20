import { acm } from './acm/acm';
import { autoScaling } from './autoscaling/autoscaling';
import type { AwsService, Ground } from './aws-service';
import { cloudFormation } from './cloudformation/cloudformation';
import { cloudWatch } from './cloudwatch/cloudwatch';
import { ec2 } from './ec2/ec2';
import { elasticBeanstalk } from './elastic-beanstalk/elastic-beanstalk';
import { elastiCache } from './elasticache/elasticache';
import { elbv2 } from './elbv2/elbv2';
import { iam } from './iam/iam';
import { lambda } from './lambda/lambda';
import { cloudWatchLogs } from './logs/cloudwatch-logs';
import { pricing } from './pricing/pricing';
import { rds } from './rds/rds';
import type { ResourceType } from './resource/resource-type';
import { route53 } from './route53/route53';
import { s3 } from './s3/s3';
import { secretsManager } from './secrets-manager/secrets-manager';
import { sns } from './sns/sns';
import { sqs } from './sqs/sqs';
import { ssm } from './ssm/ssm';
import { sts } from './sts/sts';

/** Every service of the endpoint, each after those whose state it needs when it opens. They close in the opposite order. */
const list = [
  s3,
  rds,
  elastiCache,
  route53,
  elbv2,
  ec2,
  acm,
  iam,
  sts,
  sns,
  sqs,
  secretsManager,
  ssm,
  cloudWatch,
  cloudWatchLogs,
  lambda,
  pricing,
  elasticBeanstalk,
  autoScaling,
  cloudFormation,
] as const;

type PartOf<T> = T extends AwsService<infer Part, infer _Opens, infer _Sees> ? Part : never;
type All<T> = (T extends unknown ? (one: T) => void : never) extends (all: infer Whole) => void ? Whole : never;

/** Everything that exists behind the endpoint. A service's face over the wire and its resource types act on the same state here. */
export type CloudState = Ground & All<PartOf<(typeof list)[number]>>;

export const services: readonly AwsService<object, CloudState, CloudState>[] = list;

/** Every resource type of this endpoint. CloudFormation refuses any other by name. */
export const resourceTypes: ReadonlyMap<string, ResourceType<CloudState>> = new Map(
  services.flatMap(({ types }) => types.map((type) => [type.type, type])),
);
