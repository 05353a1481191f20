import { CreateHostedZoneCommand } from '@aws-sdk/client-route-53';
import { AwsCertificates } from '../../../lib/aws/account/certificates';
import { AwsQuotas } from '../../../lib/aws/account/quotas';
import { AwsRoles } from '../../../lib/aws/account/roles';
import { AwsZones } from '../../../lib/aws/account/zones';
import { FakeCertificates } from '../../fakes/fake-certificates';
import { FakeQuotas } from '../../fakes/fake-quotas';
import { FakeRoles } from '../../fakes/fake-roles';
import { FakeZones } from '../../fakes/fake-zones';
import { describeCertificatesContract } from './certificates.contract';
import { localAws } from './local-aws';
import { describeQuotasContract } from './quotas.contract';
import { describeRolesContract, issuer, provider, refusal, trust } from './roles.contract';
import { describeZonesContract } from './zones.contract';

const aws = localAws();

describeZonesContract('the fake', async () => {
  const zones = new FakeZones();
  return {
    zones,
    async addZone(name) {
      zones.zones.push({ id: 'Z1', name, public: true });
      return 'Z1';
    },
  };
});

describeZonesContract('Route 53', async () => ({
  zones: new AwsZones(aws.clients),
  async addZone(name) {
    const { HostedZone } = await aws.clients.route53.send(
      new CreateHostedZoneCommand({ Name: name, CallerReference: name }),
    );
    return HostedZone?.Id?.replace('/hostedzone/', '') ?? '';
  },
}));

describeCertificatesContract('the fake', async () => {
  const certificates = new FakeCertificates();
  return {
    certificates,
    async add(names) {
      certificates.certificates.set('arn:one', { status: 'ISSUED', names, notAfter: new Date() });
      return 'arn:one';
    },
  };
});

describeCertificatesContract('ACM', async () => ({
  certificates: new AwsCertificates(aws.clients),
  async add([domainName, ...alternativeNames]) {
    const { region } = aws.local;
    return aws.local.world.certificates.create({ region, domainName, alternativeNames, tags: {} }).arn;
  },
}));

describeRolesContract('the fake', async () => {
  const roles = new FakeRoles();
  roles.trusts.set('deployer', [trust, refusal]);
  roles.providers.set(provider, ['sts.amazonaws.com']);
  return { roles, role: 'deployer', provider };
});

describeRolesContract('IAM', async () => {
  const { roles } = aws.local.world;
  const known = roles.identityProviders()[0];
  const clientsOf = { url: `https://${issuer}`, clients: ['sts.amazonaws.com'], thumbprints: [] };
  const made = known ?? roles.createIdentityProvider(clientsOf);
  if (!known) {
    roles.createRole({
      name: 'deployer',
      managedPolicyArns: [],
      // As our template writes it: single values, no lists.
      document: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: made.arn },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' },
              StringLike: { [`${issuer}:sub`]: 'repo:acme/shop:ref:refs/heads/main' },
            },
          },
          { Effect: 'Deny', Principal: '*', NotAction: 'sts:AssumeRoleWithWebIdentity' },
        ],
      },
    });
  }
  return { roles: new AwsRoles(aws.clients), role: 'deployer', provider: made.arn };
});

describeQuotasContract('the fake', async () => {
  const quotas = new FakeQuotas();
  quotas.quotas.balancers = { used: 1, most: 50 };
  const full = { used: 1, most: 100 };
  quotas.balancers.set('arn:balancer', { targetGroups: full, rules: full });
  return { quotas, balancer: 'arn:balancer' };
});

describeQuotasContract('AWS', async () => {
  const { balancers, network } = aws.local.world;
  const known = balancers.balancers()[0];
  if (known) return { quotas: new AwsQuotas(aws.clients), balancer: known.arn };
  const { arn } = balancers.createBalancer({
    region: aws.local.region,
    scheme: 'internet-facing',
    subnets: network.subnets().map(({ subnetId }) => subnetId),
    securityGroups: [],
  });
  balancers.createListener(arn, { port: 80, protocol: 'HTTP' });
  balancers.setRules(arn, 'shop-login--web', [{ port: 80, hosts: ['login.preview.localhost'] }]);
  return { quotas: new AwsQuotas(aws.clients), balancer: arn };
});
