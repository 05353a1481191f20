import type { AwsService, Ground } from '../aws-service';
import type { Elbv2State } from '../elbv2/balancers';
import { certificatesService } from './acm-service';
import { certificateManagerCertificate } from './certificate-type';
import type { AcmState } from './certificates';
import { openCertificates } from './open-certificates';

export const acm: AwsService<AcmState, Ground, AcmState & Elbv2State> = {
  name: 'ACM',
  open: (ground) => ({ certificates: openCertificates(ground) }),
  wire: certificatesService,
  types: [certificateManagerCertificate],
};
