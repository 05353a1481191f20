import { AwsError } from '../http/aws-error';
import { type JsonInput, jsonService, jsonTime } from '../http/json-service';
import type { Service } from '../http/service';
import { drawTags } from '../http/tags';
import type { Certificate, Certificates } from './certificates';

/** The reading part of ACM, over the wire: certificates are made through CloudFormation. */
export function certificatesService({ certificates }: { readonly certificates: Certificates }): Service {
  const find = (input: JsonInput) => {
    const arn = String(input.CertificateArn ?? '');
    const certificate = certificates.list().find((one) => one.arn === arn);
    if (!certificate) {
      throw new AwsError('ResourceNotFoundException', `Could not find certificate ${arn}.`);
    }
    return certificate;
  };
  return jsonService({
    scopes: ['acm'],
    operations: {
      ListCertificates(input) {
        const statuses: readonly unknown[] = Array.isArray(input.CertificateStatuses) ? input.CertificateStatuses : [];
        const asked = statuses.length === 0 || statuses.includes('ISSUED');
        return { CertificateSummaryList: asked ? certificates.list().map(summary) : [] };
      },
      DescribeCertificate(input) {
        const certificate = find(input);
        const names = [certificate.domainName, ...certificate.alternativeNames];
        return {
          Certificate: {
            ...summary(certificate),
            SubjectAlternativeNames: [...new Set(names)],
            DomainValidationOptions: names.map((DomainName) => ({ DomainName, ValidationStatus: 'SUCCESS' })),
          },
        };
      },
      ListTagsForCertificate: (input) => ({ Tags: drawTags(find(input).tags) }),
    },
  });
}

/** How long a certificate of ACM is good, in milliseconds. */
const validity = 198 * 24 * 3_600_000;

function summary(certificate: Certificate): object {
  return {
    CertificateArn: certificate.arn,
    DomainName: certificate.domainName,
    SubjectAlternativeNameSummaries: [certificate.domainName, ...certificate.alternativeNames],
    Status: 'ISSUED',
    Type: 'AMAZON_ISSUED',
    CreatedAt: jsonTime(certificate.createdAt),
    IssuedAt: jsonTime(certificate.createdAt),
    NotBefore: jsonTime(certificate.createdAt),
    NotAfter: jsonTime(certificate.createdAt + validity),
  };
}
