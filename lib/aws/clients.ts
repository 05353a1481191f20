import type { ACMClient } from '@aws-sdk/client-acm';
import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { ElasticBeanstalkClient } from '@aws-sdk/client-elastic-beanstalk';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { PricingClient } from '@aws-sdk/client-pricing';
import type { RDSClient } from '@aws-sdk/client-rds';
import type { Route53Client } from '@aws-sdk/client-route-53';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { STSClient } from '@aws-sdk/client-sts';
import { lazily, typed } from '../lazily';
import { credentialChain } from './credentials';

export interface AwsClientOptions {
  /** @default the SDK's own: AWS_REGION, else the profile's */
  readonly region?: string;
  /** The profile in use (AWS_PROFILE), to be named when its credentials cannot be used. @default none is named */
  readonly profile?: string;
  /** Where every service answers, with credentials for it. @default the SDK's own: AWS, or AWS_ENDPOINT_URL */
  readonly endpoint?: AwsEndpoint;
  /** How often a request is tried before it counts as failed. @default 6 */
  readonly maxAttempts?: number;
  /** Milliseconds until a connection must stand. @default 5000 */
  readonly connectionTimeoutMs?: number;
  /** Milliseconds without a byte in either direction after which a request has failed. @default 15000 */
  readonly silenceTimeoutMs?: number;
}

/** An AWS other than Amazon's: the embedded endpoint. */
export interface AwsEndpoint {
  readonly url: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

interface Services {
  readonly cloudFormation: CloudFormationClient;
  readonly s3: S3Client;
  readonly beanstalk: ElasticBeanstalkClient;
  readonly logs: CloudWatchLogsClient;
  readonly ssm: SSMClient;
  readonly secretsManager: SecretsManagerClient;
  readonly sts: STSClient;
  readonly ec2: EC2Client;
  readonly route53: Route53Client;
  readonly rds: RDSClient;
  readonly acm: ACMClient;
  readonly iam: IAMClient;
  readonly balancers: ElasticLoadBalancingV2Client;
  readonly autoScaling: AutoScalingClient;
  readonly cloudWatch: CloudWatchClient;
  /** In one of the few regions that have it, whatever the region of the others. */
  readonly pricing: PricingClient;
}

/** SDK clients, each made (and its module loaded) when it is first asked for. The endpoint is the SDK's own business. */
export interface AwsClients extends Services {
  /** S3 in another region than ours. */
  s3In(region: string): S3Client;
  /** Closes idle connections. */
  close(): void;
}

/** The Price List API answers in us-east-1, eu-central-1 and ap-south-1, for all regions (AWS billing guide, read in November 2026). */
const pricingRegion = 'us-east-1';

/** The only place where an SDK client is made. */
export function awsClients(options: AwsClientOptions = {}): AwsClients {
  const { region, profile, endpoint, maxAttempts = 6, connectionTimeoutMs = 5000, silenceTimeoutMs = 15_000 } = options;
  const settings = {
    ...(region !== undefined && { region }),
    // One chain for all clients: a role is assumed once, a credential_process runs once.
    credentials: endpoint?.credentials ?? credentialChain(profile),
    ...(endpoint && { endpoint: endpoint.url }),
    maxAttempts,
    retryMode: 'standard',
    customUserAgent: 'preview-stacks',
    // Without a timeout the SDK waits for a silent server without end. Idle time, not whole time: an upload may take minutes.
    requestHandler: { connectionTimeout: connectionTimeoutMs, socketTimeout: silenceTimeoutMs },
  };
  const made: { destroy(): void }[] = [];
  const keep = <Client extends { destroy(): void }>(client: Client): Client => {
    made.push(client);
    return client;
  };
  const elsewhere = new Map<string, S3Client>();
  const s3In = (there: string): S3Client => {
    const client =
      elsewhere.get(there) ??
      keep(
        new (typed<typeof import('@aws-sdk/client-s3')>(require('@aws-sdk/client-s3')).S3Client)({
          ...settings,
          region: there,
        }),
      );
    elsewhere.set(there, client);
    return client;
  };
  const close = () => {
    for (const client of made) client.destroy();
  };
  // Required where it is used: each of these modules costs 60 to 280 ms.
  return lazily<AwsClients>({
    cloudFormation: () =>
      keep(
        new (typed<typeof import('@aws-sdk/client-cloudformation')>(
          require('@aws-sdk/client-cloudformation'),
        ).CloudFormationClient)(settings),
      ),
    s3: () => keep(new (typed<typeof import('@aws-sdk/client-s3')>(require('@aws-sdk/client-s3')).S3Client)(settings)),
    beanstalk: () =>
      keep(
        new (typed<typeof import('@aws-sdk/client-elastic-beanstalk')>(
          require('@aws-sdk/client-elastic-beanstalk'),
        ).ElasticBeanstalkClient)(settings),
      ),
    logs: () =>
      keep(
        new (typed<typeof import('@aws-sdk/client-cloudwatch-logs')>(
          require('@aws-sdk/client-cloudwatch-logs'),
        ).CloudWatchLogsClient)(settings),
      ),
    ssm: () =>
      keep(new (typed<typeof import('@aws-sdk/client-ssm')>(require('@aws-sdk/client-ssm')).SSMClient)(settings)),
    secretsManager: () =>
      keep(
        new (typed<typeof import('@aws-sdk/client-secrets-manager')>(
          require('@aws-sdk/client-secrets-manager'),
        ).SecretsManagerClient)(settings),
      ),
    sts: () =>
      keep(new (typed<typeof import('@aws-sdk/client-sts')>(require('@aws-sdk/client-sts')).STSClient)(settings)),
    ec2: () =>
      keep(new (typed<typeof import('@aws-sdk/client-ec2')>(require('@aws-sdk/client-ec2')).EC2Client)(settings)),
    route53: () =>
      keep(
        new (typed<typeof import('@aws-sdk/client-route-53')>(require('@aws-sdk/client-route-53')).Route53Client)(
          settings,
        ),
      ),
    rds: () =>
      keep(new (typed<typeof import('@aws-sdk/client-rds')>(require('@aws-sdk/client-rds')).RDSClient)(settings)),
    acm: () =>
      keep(new (typed<typeof import('@aws-sdk/client-acm')>(require('@aws-sdk/client-acm')).ACMClient)(settings)),
    iam: () =>
      keep(new (typed<typeof import('@aws-sdk/client-iam')>(require('@aws-sdk/client-iam')).IAMClient)(settings)),
    balancers: () =>
      keep(
        new (typed<typeof import('@aws-sdk/client-elastic-load-balancing-v2')>(
          require('@aws-sdk/client-elastic-load-balancing-v2'),
        ).ElasticLoadBalancingV2Client)(settings),
      ),
    cloudWatch: () =>
      keep(
        new (typed<typeof import('@aws-sdk/client-cloudwatch')>(
          require('@aws-sdk/client-cloudwatch'),
        ).CloudWatchClient)(settings),
      ),
    autoScaling: () =>
      keep(
        new (typed<typeof import('@aws-sdk/client-auto-scaling')>(
          require('@aws-sdk/client-auto-scaling'),
        ).AutoScalingClient)(settings),
      ),
    pricing: () =>
      keep(
        new (typed<typeof import('@aws-sdk/client-pricing')>(require('@aws-sdk/client-pricing')).PricingClient)({
          ...settings,
          region: pricingRegion,
        }),
      ),
    s3In: () => s3In,
    close: () => close,
  });
}
