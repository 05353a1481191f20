import type { Certificate, Certificates } from '../../lib/ports/certificates';
import { FaultSwitch } from './fault-switch';

/** Certificates in memory, by ARN. */
export class FakeCertificates implements Certificates {
  readonly faults = new FaultSwitch<'certificate'>();
  readonly certificates = new Map<string, Certificate>();

  async certificate(arn: string): Promise<Certificate | undefined> {
    this.faults.trip('certificate');
    return this.certificates.get(arn);
  }
}
