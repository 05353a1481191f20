import type { AwsService } from '../aws-service';
import { certificatesService } from './acm-service';
import { certificateManagerCertificate } from './certificate-type';
import type { AcmState } from './certificates';
import { openCertificates } from './open-certificates';

export const acm: AwsService<AcmState> = {
  name: 'ACM',
  open: (ground) => ({ certificates: openCertificates(ground) }),
  wire: certificatesService,
  types: [certificateManagerCertificate],
};
