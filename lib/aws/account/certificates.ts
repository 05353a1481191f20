import { DescribeCertificateCommand } from '@aws-sdk/client-acm';
import type { Certificate, Certificates } from '../../ports/certificates';
import type { AwsClients } from '../clients';
import { errorName } from '../errors';
import { requireField, send } from '../send';

/** Certificates kept by ACM. */
export class AwsCertificates implements Certificates {
  constructor(private readonly clients: AwsClients) {}

  async certificate(arn: string): Promise<Certificate | undefined> {
    const action = 'acm:DescribeCertificate';
    const answer = await send(action, async () => {
      try {
        return await this.clients.acm.send(new DescribeCertificateCommand({ CertificateArn: arn }));
      } catch (error) {
        if (errorName(error) === 'ResourceNotFoundException') return undefined;
        throw error;
      }
    });
    if (answer === undefined) return undefined;
    const { Status, DomainName, SubjectAlternativeNames, NotAfter } = requireField(
      answer.Certificate,
      'Certificate',
      action,
    );
    const names = [DomainName, ...(SubjectAlternativeNames ?? [])].filter((name) => name !== undefined);
    return {
      status: requireField(Status, 'Status', action),
      names: [...new Set(names)],
      ...(NotAfter !== undefined && { notAfter: NotAfter }),
    };
  }
}
