import { environmentInput, preview, production } from '../inputs';
import { environmentTemplate } from '../template';

const shared =
  'arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/shop-Share-ABCDEFGHIJKL/0123456789abcdef';

describe('a target behind the shared balancer', () => {
  test('T7 says at creation all that cannot be said later: shared, its type, its rule on 443 and its host', async () => {
    const options = (await environmentTemplate(environmentInput(preview))).options();
    expect(options['aws:elasticbeanstalk:environment']).toMatchObject({
      EnvironmentType: 'LoadBalanced',
      LoadBalancerType: 'application',
      LoadBalancerIsShared: 'true',
    });
    expect(options['aws:elbv2:loadbalancer']).toEqual({
      SharedLoadBalancer: shared,
      SecurityGroups: 'sg-0123456789abcdef0',
    });
    expect(options['aws:elbv2:listener:443']).toEqual({ Rules: 'host' });
    expect(options['aws:elbv2:listenerrule:host']).toEqual({
      HostHeaders: expect.stringMatching(/^feature-login-[0-9a-f]{8}\.preview\.acme\.dev$/),
      Process: 'default',
      Priority: '1',
    });
    expect(options).not.toHaveProperty('aws:elbv2:listener:default');
  });

  test('T7 has its rule on port 80 when the scheme is http', async () => {
    const template = await environmentTemplate(environmentInput(preview, { scheme: 'http' }));
    expect(template.options()['aws:elbv2:listener:80']).toEqual({ Rules: 'host' });
    expect(template.options()).not.toHaveProperty('aws:elbv2:listener:443');
  });

  test('has an alias to the balancer, which goes before the environment does', async () => {
    const template = await environmentTemplate(environmentInput(preview));
    const record = template.one('AWS::Route53::RecordSet');
    expect(record.Properties).toMatchObject({
      Type: 'A',
      HostedZoneId: 'Z0123456789ABCDEFGHIJ',
      AliasTarget: { HostedZoneId: 'Z215JYRZR1TBD5' },
    });
    expect(record.DependsOn).toEqual([template.id('AWS::ElasticBeanstalk::Environment')]);
  });
});

describe('a target with its own balancer', () => {
  test('serves HTTPS on 443 with the certificate, nothing on 80, and only to the networks of settings', async () => {
    const template = await environmentTemplate(
      environmentInput(production, { access: { cidrs: ['198.51.100.0/24', '203.0.113.7/32'] } }),
    );
    const options = template.options();
    expect(options['aws:elbv2:listener:default']).toEqual({ ListenerEnabled: 'false' });
    expect(options['aws:elbv2:listener:443']).toMatchObject({
      Protocol: 'HTTPS',
      SSLCertificateArns: expect.stringContaining('arn:aws:acm:eu-central-1:444455556666:certificate/'),
    });
    const id = template.ids('AWS::EC2::SecurityGroup').find((one) => one.startsWith('WebBalancer')) ?? '';
    const group = { 'Fn::GetAtt': [id, 'GroupId'] };
    expect(options['aws:elbv2:loadbalancer']).toMatchObject({ SecurityGroups: group, ManagedSecurityGroup: group });
    expect(template.resources[id]?.Properties.SecurityGroupIngress).toEqual([
      expect.objectContaining({ CidrIp: '198.51.100.0/24', FromPort: 443, ToPort: 443 }),
      expect.objectContaining({ CidrIp: '203.0.113.7/32', FromPort: 443, ToPort: 443 }),
    ]);
  });

  test('T5 has a CNAME to EndpointURL, which is the DNS name of the balancer', async () => {
    const template = await environmentTemplate(environmentInput(production));
    expect(template.one('AWS::Route53::RecordSet').Properties).toMatchObject({
      Name: 'shop.acme.com',
      Type: 'CNAME',
      ResourceRecords: [{ 'Fn::GetAtt': [template.id('AWS::ElasticBeanstalk::Environment'), 'EndpointURL'] }],
    });
  });

  test('takes the certificate and the zone of settings before those that were found', async () => {
    const certificateArn = 'arn:aws:acm:eu-central-1:444455556666:certificate/aaaaaaaa-1234-1234-1234-123456789012';
    const template = await environmentTemplate(
      environmentInput(production, { certificateArn, hostedZoneId: 'ZOTHER' }),
    );
    expect(template.options()['aws:elbv2:listener:443']?.SSLCertificateArns).toBe(certificateArn);
    expect(template.one('AWS::Route53::RecordSet').Properties.HostedZoneId).toBe('ZOTHER');
  });

  test('serves HTTP on 80 when the scheme is http', async () => {
    const options = (await environmentTemplate(environmentInput(production, { scheme: 'http' }))).options();
    expect(options['aws:elbv2:listener:default']).toMatchObject({ ListenerEnabled: 'true', Protocol: 'HTTP' });
    expect(options).not.toHaveProperty('aws:elbv2:listener:443');
  });
});

describe('a single instance', () => {
  test('T5 T8 has an A record to its address, serves plain HTTP and has no option of a balancer', async () => {
    const template = await environmentTemplate(
      environmentInput(preview, { routing: 'single-instance', scheme: 'http' }),
    );
    const options = template.options();
    expect(options['aws:elasticbeanstalk:environment']).toMatchObject({ EnvironmentType: 'SingleInstance' });
    expect(Object.keys(options).filter((namespace) => namespace.startsWith('aws:elbv2:'))).toEqual([]);
    expect(template.one('AWS::Route53::RecordSet').Properties).toMatchObject({
      Type: 'A',
      ResourceRecords: [{ 'Fn::GetAtt': [template.id('AWS::ElasticBeanstalk::Environment'), 'EndpointURL'] }],
    });
    expect(template.outputs.Url?.Value).toMatch(/^http:\/\/feature-login-[0-9a-f]{8}\.preview\.acme\.dev$/);
  });
});
