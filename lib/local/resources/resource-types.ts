import { cdkMetadata } from './cdk-metadata';
import { certificateManagerCertificate } from './certificatemanager-certificate';
import {
  ec2InternetGateway,
  ec2Route,
  ec2RouteTable,
  ec2Subnet,
  ec2SubnetRouteTableAssociation,
  ec2Vpc,
  ec2VpcGatewayAttachment,
} from './ec2-network';
import { ec2SecurityGroup } from './ec2-security-group';
import { ec2SecurityGroupEgress, ec2SecurityGroupIngress } from './ec2-security-group-rules';
import { elasticBeanstalkApplication } from './elastic-beanstalk-application';
import { elasticBeanstalkApplicationVersion } from './elastic-beanstalk-application-version';
import { elasticBeanstalkEnvironment } from './elastic-beanstalk-environment';
import { elbv2Listener } from './elbv2-listener';
import { elbv2LoadBalancer } from './elbv2-load-balancer';
import { elbv2ListenerCertificate, elbv2ListenerRule, elbv2TargetGroup } from './elbv2-recorded';
import { iamInstanceProfile } from './iam-instance-profile';
import { iamManagedPolicy } from './iam-managed-policy';
import { iamOidcProvider } from './iam-oidc-provider';
import { iamPolicy } from './iam-policy';
import { iamRole } from './iam-role';
import { logsLogGroup } from './logs-log-group';
import { rdsDbInstance } from './rds-db-instance';
import { rdsDbParameterGroup, rdsDbSubnetGroup } from './rds-groups';
import type { ResourceType } from './resource-type';
import { route53HostedZone } from './route53-hosted-zone';
import { route53RecordSet } from './route53-record-set';
import { s3Bucket } from './s3-bucket';
import { s3BucketPolicy } from './s3-bucket-policy';
import { secretsManagerSecret } from './secretsmanager-secret';
import { secretsManagerSecretTargetAttachment } from './secretsmanager-secret-target-attachment';
import { sqsQueue } from './sqs-queue';
import { sqsQueuePolicy } from './sqs-queue-policy';
import { ssmParameter } from './ssm-parameter';
import { waitConditionHandle } from './wait-condition-handle';

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
