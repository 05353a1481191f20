import { Stack, type StackProps } from 'aws-cdk-lib';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import { Database, HostName, Service } from '../../../lib/index';
import { place, platformArn } from './place';

/** A service beside a database, a sibling and a balancer that other stacks made. */
export class Example extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const balancer = ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(this, 'Balancer', {
      loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/acme/0123456789abcdef',
      loadBalancerDnsName: 'acme-123456789.eu-central-1.elb.amazonaws.com',
      loadBalancerCanonicalHostedZoneId: 'Z215JYRZR1TBD5',
      securityGroupId: 'sg-0aaaaaaaaaaaaaaa1',
    });
    const database = Database.fromDatabaseAttributes(this, 'Database', {
      identifier: 'acme-orders',
      endpointAddress: 'acme-orders.abcdefghijkl.eu-central-1.rds.amazonaws.com',
      port: 5432,
      securityGroupId: 'sg-0aaaaaaaaaaaaaaa2',
      secretArn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:acme/orders-AbCdEf',
      settings: { engine: 'postgres', name: 'orders' },
    });
    const api = Service.fromServiceAttributes(this, 'Api', {
      name: 'api',
      environmentName: 'acme-api',
      securityGroupId: 'sg-0aaaaaaaaaaaaaaa3',
      roleArn: 'arn:aws:iam::111122223333:role/acme-api',
      url: 'https://api.acme.com',
    });

    const web = new Service(this, 'Web', {
      ...place,
      name: 'web',
      environmentName: 'shop-web',
      release: { bundleKey: 'shop/web.zip', platformArn },
      route: { kind: 'shared-load-balancer', scheme: 'https', host: 'shop.acme.com', balancer },
    });
    web.link(api);
    database.connect(web);
    database.metricDatabaseConnections().createAlarm(this, 'ManyConnections', { threshold: 80, evaluationPeriods: 3 });
    new HostName(this, 'WebHostName', { host: 'shop.acme.com', hostedZoneId: 'Z0123456789ABCDEFGHIJ', service: web });
  }
}
