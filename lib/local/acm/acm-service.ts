import { AwsError } from '../http/aws-error';
import { type JsonInput, jsonService, jsonTime } from '../http/json-service';
import { pageAsked } from '../http/page';
import type { Service } from '../http/service';
import { drawTags } from '../http/tags';
import type { Certificate, Certificates } from './certificates';

export interface CertificatesServiceOptions {
  readonly certificates: Certificates;
  /** Listeners of balancers hold certificates. @default there is none */
  readonly balancers?: {
    listeners(): readonly { readonly balancerArn: string; readonly certificates: readonly string[] }[];
  };
}

/** The reading part of ACM, over the wire: certificates are made through CloudFormation. */
export function certificatesService({ certificates, balancers }: CertificatesServiceOptions): Service {
  const find = (input: JsonInput) => {
    const arn = String(input.CertificateArn ?? '');
    const certificate = certificates.list().find((one) => one.arn === arn);
    if (!certificate) {
      throw new AwsError('ResourceNotFoundException', `Could not find certificate ${arn}.`);
    }
    return certificate;
  };
  const users = (arn: string) => [
    ...new Set(
      balancers
        ?.listeners()
        .filter((listener) => listener.certificates.includes(arn))
        .map(({ balancerArn }) => balancerArn),
    ),
  ];
  return jsonService({
    scopes: ['acm'],
    input: { CertificateArn: 'text', CertificateStatuses: ['text'], NextToken: 'text', MaxItems: 'number' },
    operations: {
      ListCertificates(input) {
        const statuses: readonly unknown[] = Array.isArray(input.CertificateStatuses) ? input.CertificateStatuses : [];
        const asked = statuses.length === 0 || statuses.includes('ISSUED');
        const text = (name: string) => (input[name] === undefined ? undefined : String(input[name]));
        const { items, next } = pageAsked(
          asked ? certificates.list() : [],
          { text },
          {
            ...{ token: 'NextToken', size: 'MaxItems', sizes: [1, 1000] },
            ...{ invalidToken: 'InvalidArgsException', invalidSize: 'ValidationException' },
          },
        );
        return { CertificateSummaryList: items.map(summary), NextToken: next };
      },
      DescribeCertificate(input) {
        const certificate = find(input);
        const names = [certificate.domainName, ...certificate.alternativeNames];
        return {
          Certificate: {
            ...summary(certificate),
            SubjectAlternativeNames: [...new Set(names)],
            DomainValidationOptions: names.map((DomainName) => ({
              ...{ DomainName, ValidationDomain: DomainName, ValidationStatus: 'SUCCESS', ValidationMethod: 'DNS' },
            })),
            Subject: `CN=${certificate.domainName}`,
            Issuer: 'Amazon',
            SignatureAlgorithm: 'SHA256WITHRSA',
            InUseBy: users(certificate.arn),
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
    KeyAlgorithm: 'RSA_2048',
    CreatedAt: jsonTime(certificate.createdAt),
    IssuedAt: jsonTime(certificate.createdAt),
    NotBefore: jsonTime(certificate.createdAt),
    NotAfter: jsonTime(certificate.createdAt + validity),
  };
}
