import { certificatesService } from '../../../lib/local/acm/acm-service';
import { certificateManagerCertificate } from '../../../lib/local/acm/certificate-type';
import { type ServedServices, serveServices } from '../serve-services';
import { type SmallWorld, smallWorld } from '../small-world';

let small: SmallWorld;
let served: ServedServices;
beforeEach(async () => {
  small = smallWorld();
  served = await serveServices(certificatesService(small.world));
});
afterEach(async () => {
  await served.close();
  await small.close();
});

const call = (operation: string, input: object) => served.json('acm', `CertificateManager.${operation}`, input);

test('a certificate of a template counts as issued, and goes with its stack', async () => {
  const properties = { DomainName: '*.preview.acme.dev', SubjectAlternativeNames: ['preview.acme.dev'] };
  const state = await certificateManagerCertificate.create(small.context(), properties);
  const CertificateArn = state.physicalId;
  expect(await call('ListCertificates', { CertificateStatuses: ['ISSUED'] })).toEqual({
    CertificateSummaryList: [expect.objectContaining({ CertificateArn, DomainName: '*.preview.acme.dev' })],
  });
  expect(await call('DescribeCertificate', { CertificateArn })).toMatchObject({
    Certificate: {
      Status: 'ISSUED',
      SubjectAlternativeNames: ['*.preview.acme.dev', 'preview.acme.dev'],
      NotAfter: expect.any(Number),
    },
  });
  await certificateManagerCertificate.delete(small.context(), state, properties);
  expect(await call('DescribeCertificate', { CertificateArn })).toMatchObject({ __type: 'ResourceNotFoundException' });
});

test('a certificate names the balancers whose listeners hold it', async () => {
  const { balancers, network } = small.world;
  const subnets = network.subnets().map(({ subnetId }) => subnetId);
  const { physicalId: CertificateArn } = await certificateManagerCertificate.create(small.context(), {
    DomainName: 'preview.acme.dev',
  });
  const users = async () =>
    ((await call('DescribeCertificate', { CertificateArn })).Certificate as { InUseBy: unknown }).InUseBy;
  expect(await users()).toEqual([]);
  const { arn } = balancers.createBalancer({
    ...{ region: 'eu-central-1', scheme: 'internet-facing', subnets, securityGroups: [] },
  });
  for (const port of [443, 8443]) {
    balancers.createListener(arn, { port, protocol: 'HTTPS', certificates: [CertificateArn] });
  }
  expect(await users()).toEqual([arn]);
});
