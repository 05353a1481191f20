import { certificateManagerCertificate } from './acm/certificate-type';
import { cdkMetadata } from './cloudformation/types/cdk-metadata-type';
import { waitConditionHandle } from './cloudformation/types/wait-condition-handle-type';
import {
  ec2InternetGateway,
  ec2Route,
  ec2RouteTable,
  ec2Subnet,
  ec2SubnetRouteTableAssociation,
  ec2Vpc,
  ec2VpcGatewayAttachment,
} from './ec2/network-types';
import { ec2SecurityGroupEgress, ec2SecurityGroupIngress } from './ec2/security-group-rule-types';
import { ec2SecurityGroup } from './ec2/security-group-type';
import { elasticBeanstalkApplication } from './elastic-beanstalk/types/application-type';
import { elasticBeanstalkApplicationVersion } from './elastic-beanstalk/types/application-version-type';
import { elasticBeanstalkEnvironment } from './elastic-beanstalk/types/environment-type';
import { elbv2Listener } from './elbv2/listener-type';
import { elbv2LoadBalancer } from './elbv2/load-balancer-type';
import { elbv2ListenerCertificate, elbv2ListenerRule, elbv2TargetGroup } from './elbv2/recorded-types';
import { iamInstanceProfile } from './iam/instance-profile-type';
import { iamManagedPolicy } from './iam/managed-policy-type';
import { iamOidcProvider } from './iam/oidc-provider-type';
import { iamPolicy } from './iam/policy-type';
import { iamRole } from './iam/role-type';
import { logsLogGroup } from './logs/log-group-type';
import { rdsDbInstance } from './rds/types/db-instance-type';
import { rdsDbParameterGroup, rdsDbSubnetGroup } from './rds/types/group-types';
import type { ResourceType } from './resource/resource-type';
import { route53HostedZone } from './route53/hosted-zone-type';
import { route53RecordSet } from './route53/record-set-type';
import { s3BucketPolicy } from './s3/types/bucket-policy-type';
import { s3Bucket } from './s3/types/bucket-type';
import { secretsManagerSecretTargetAttachment } from './secrets-manager/secret-target-attachment-type';
import { secretsManagerSecret } from './secrets-manager/secret-type';
import { sqsQueuePolicy } from './sqs/queue-policy-type';
import { sqsQueue } from './sqs/queue-type';
import { ssmParameter } from './ssm/parameter-type';

/** Every resource type of this endpoint: one line a type. What is not here is refused by name. */
const all: readonly ResourceType[] = [
  cdkMetadata,
  waitConditionHandle,
  certificateManagerCertificate,
  ec2InternetGateway,
  ec2Route,
  ec2RouteTable,
  ec2Subnet,
  ec2SubnetRouteTableAssociation,
  ec2Vpc,
  ec2VpcGatewayAttachment,
  ec2SecurityGroup,
  ec2SecurityGroupEgress,
  ec2SecurityGroupIngress,
  elasticBeanstalkApplication,
  elasticBeanstalkApplicationVersion,
  elasticBeanstalkEnvironment,
  elbv2Listener,
  elbv2LoadBalancer,
  elbv2ListenerCertificate,
  elbv2ListenerRule,
  elbv2TargetGroup,
  iamInstanceProfile,
  iamManagedPolicy,
  iamOidcProvider,
  iamPolicy,
  iamRole,
  logsLogGroup,
  rdsDbInstance,
  rdsDbParameterGroup,
  rdsDbSubnetGroup,
  route53HostedZone,
  route53RecordSet,
  s3Bucket,
  s3BucketPolicy,
  secretsManagerSecret,
  secretsManagerSecretTargetAttachment,
  sqsQueue,
  sqsQueuePolicy,
  ssmParameter,
];

export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(all.map((type) => [type.type, type]));
