import { CfnCertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import { PreviewError } from '../../errors';

/** A name that the certificate covers, and the zone in which ACM's proof is written. */
export interface CertifiedName {
  /** A host, or `*.` and a domain. */
  readonly name: string;
  readonly hostedZoneId: string;
}

export interface StageCertificateProps {
  /** One at least. */
  readonly names: readonly CertifiedName[];
}

/** One certificate for what a stage serves, proved by records that CloudFormation writes itself. */
export class StageCertificate extends Construct {
  readonly arn: string;

  /** @throws PreviewError `certificate-without-name` when no name is given */
  constructor(scope: Construct, id: string, props: StageCertificateProps) {
    super(scope, id);
    const [first, ...others] = props.names;
    if (!first) throw new PreviewError('certificate-without-name', 'a certificate needs a name', { fault: 'us' });
    const certificate = new CfnCertificate(this, 'Certificate', {
      domainName: first.name,
      ...(others.length > 0 && { subjectAlternativeNames: others.map(({ name }) => name) }),
      validationMethod: 'DNS',
      domainValidationOptions: props.names.map(({ name, hostedZoneId }) => ({ domainName: name, hostedZoneId })),
    });
    this.arn = certificate.ref;
  }
}
