import type { ACMClient } from '@aws-sdk/client-acm';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { ElasticBeanstalkClient } from '@aws-sdk/client-elastic-beanstalk';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { RDSClient } from '@aws-sdk/client-rds';
import type { Route53Client } from '@aws-sdk/client-route-53';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { STSClient } from '@aws-sdk/client-sts';

export interface AwsClientOptions {
  /** @default the SDK's own: AWS_REGION, else the profile's */
  readonly region?: string;
  /** How often a request is tried before it counts as failed. @default 6 */
  readonly maxAttempts?: number;
  /** Milliseconds until a connection must stand. @default 5000 */
  readonly connectionTimeoutMs?: number;
  /** Milliseconds without a byte in either direction after which a request has failed. @default 15000 */
  readonly silenceTimeoutMs?: number;
}

/** SDK clients, each made (and its module loaded) when it is first asked for. Endpoint and credentials are the SDK's own business. */
export interface AwsClients {
  readonly cloudFormation: CloudFormationClient;
  readonly s3: S3Client;
  /** S3 in another region than ours. */
  s3In(region: string): S3Client;
  readonly beanstalk: ElasticBeanstalkClient;
  readonly logs: CloudWatchLogsClient;
  readonly ssm: SSMClient;
  readonly sts: STSClient;
  readonly ec2: EC2Client;
  readonly route53: Route53Client;
  readonly rds: RDSClient;
  readonly acm: ACMClient;
  readonly iam: IAMClient;
  readonly balancers: ElasticLoadBalancingV2Client;
  /** Closes idle connections. */
  close(): void;
}

/** The only place where an SDK client is made. */
export function awsClients(options: AwsClientOptions = {}): AwsClients {
  const { region, maxAttempts = 6, connectionTimeoutMs = 5000, silenceTimeoutMs = 15_000 } = options;
  const settings = {
    ...(region !== undefined && { region }),
    maxAttempts,
    retryMode: 'standard',
    customUserAgent: 'preview-stacks',
    // The SDK waits for a silent server for ever, unless it is told not to. Idle time, not whole time: an upload may take minutes.
    requestHandler: { connectionTimeout: connectionTimeoutMs, socketTimeout: silenceTimeoutMs },
  };
  const made: { destroy(): void }[] = [];
  const once = <T extends { destroy(): void }>(make: () => T): (() => T) => {
    let client: T | undefined;
    return () => {
      if (client === undefined) {
        client = make();
        made.push(client);
      }
      return client;
    };
  };
  // Required where it is used: each of these modules costs 60 to 280 ms.
  const cloudFormation = once(() => {
    const { CloudFormationClient } = load('@aws-sdk/client-cloudformation');
    return new CloudFormationClient(settings);
  });
  const s3 = once(() => {
    const { S3Client } = load('@aws-sdk/client-s3');
    return new S3Client(settings);
  });
  const elsewhere = new Map<string, S3Client>();
  const s3In = (there: string) => {
    const { S3Client } = load('@aws-sdk/client-s3');
    const client = elsewhere.get(there) ?? new S3Client({ ...settings, region: there });
    if (!elsewhere.has(there)) made.push(client);
    elsewhere.set(there, client);
    return client;
  };
  const beanstalk = once(() => {
    const { ElasticBeanstalkClient } = load('@aws-sdk/client-elastic-beanstalk');
    return new ElasticBeanstalkClient(settings);
  });
  const logs = once(() => {
    const { CloudWatchLogsClient } = load('@aws-sdk/client-cloudwatch-logs');
    return new CloudWatchLogsClient(settings);
  });
  const ssm = once(() => {
    const { SSMClient } = load('@aws-sdk/client-ssm');
    return new SSMClient(settings);
  });
  const sts = once(() => {
    const { STSClient } = load('@aws-sdk/client-sts');
    return new STSClient(settings);
  });
  const ec2 = once(() => {
    const { EC2Client } = load('@aws-sdk/client-ec2');
    return new EC2Client(settings);
  });
  const route53 = once(() => {
    const { Route53Client } = load('@aws-sdk/client-route-53');
    return new Route53Client(settings);
  });
  const rds = once(() => {
    const { RDSClient } = load('@aws-sdk/client-rds');
    return new RDSClient(settings);
  });
  const acm = once(() => {
    const { ACMClient } = load('@aws-sdk/client-acm');
    return new ACMClient(settings);
  });
  const iam = once(() => {
    const { IAMClient } = load('@aws-sdk/client-iam');
    return new IAMClient(settings);
  });
  const balancers = once(() => {
    const { ElasticLoadBalancingV2Client } = load('@aws-sdk/client-elastic-load-balancing-v2');
    return new ElasticLoadBalancingV2Client(settings);
  });
  return {
    get cloudFormation() {
      return cloudFormation();
    },
    get s3() {
      return s3();
    },
    s3In,
    get beanstalk() {
      return beanstalk();
    },
    get logs() {
      return logs();
    },
    get ssm() {
      return ssm();
    },
    get sts() {
      return sts();
    },
    get ec2() {
      return ec2();
    },
    get route53() {
      return route53();
    },
    get rds() {
      return rds();
    },
    get acm() {
      return acm();
    },
    get iam() {
      return iam();
    },
    get balancers() {
      return balancers();
    },
    close() {
      for (const client of made) client.destroy();
    },
  };
}

interface Modules {
  '@aws-sdk/client-cloudformation': typeof import('@aws-sdk/client-cloudformation');
  '@aws-sdk/client-cloudwatch-logs': typeof import('@aws-sdk/client-cloudwatch-logs');
  '@aws-sdk/client-ec2': typeof import('@aws-sdk/client-ec2');
  '@aws-sdk/client-elastic-beanstalk': typeof import('@aws-sdk/client-elastic-beanstalk');
  '@aws-sdk/client-rds': typeof import('@aws-sdk/client-rds');
  '@aws-sdk/client-route-53': typeof import('@aws-sdk/client-route-53');
  '@aws-sdk/client-s3': typeof import('@aws-sdk/client-s3');
  '@aws-sdk/client-ssm': typeof import('@aws-sdk/client-ssm');
  '@aws-sdk/client-sts': typeof import('@aws-sdk/client-sts');
  '@aws-sdk/client-acm': typeof import('@aws-sdk/client-acm');
  '@aws-sdk/client-iam': typeof import('@aws-sdk/client-iam');
  '@aws-sdk/client-elastic-load-balancing-v2': typeof import('@aws-sdk/client-elastic-load-balancing-v2');
}

function load<Name extends keyof Modules>(name: Name): Modules[Name] {
  return require(name) as Modules[Name];
}
