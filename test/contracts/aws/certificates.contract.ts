import type { Certificates } from '../../../lib/ports/certificates';

export interface CertificatesWorld {
  readonly certificates: Certificates;
  /** Makes an issued certificate for these names and returns its ARN. */
  add(names: readonly [string, ...string[]]): Promise<string>;
}

export function describeCertificatesContract(name: string, make: () => Promise<CertificatesWorld>): void {
  describe(`certificates kept by ${name}`, () => {
    test('one is known by its ARN, with every name and its end', async () => {
      const { certificates, add } = await make();
      const arn = await add(['staging.acme.dev', '*.preview.acme.dev']);
      expect(await certificates.certificate(arn)).toEqual({
        status: 'ISSUED',
        names: ['staging.acme.dev', '*.preview.acme.dev'],
        notAfter: expect.any(Date),
      });
    });

    test('one that does not exist is none', async () => {
      const arn = 'arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000';
      expect(await (await make()).certificates.certificate(arn)).toBeUndefined();
    });
  });
}
