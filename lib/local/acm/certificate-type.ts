import { requiredText, textsOf } from '../resource/read-property';
import type { ResourceType } from '../resource/resource-type';
import type { AcmState } from './certificates';

/** Recorded: issued at once, for any domain. */
export const certificateManagerCertificate: ResourceType<AcmState> = {
  type: 'AWS::CertificateManager::Certificate',
  mode: 'recorded',
  async create({ world, region, tags }, properties) {
    const { arn } = world.certificates.create({
      region,
      tags,
      domainName: requiredText(properties, 'DomainName'),
      alternativeNames: textsOf(properties, 'SubjectAlternativeNames'),
    });
    return { physicalId: arn, attributes: { CertificateArn: arn } };
  },
  async update({ world, tags }, former) {
    world.certificates.change(former.physicalId, tags);
    return former;
  },
  async delete({ world }, former) {
    world.certificates.delete(former.physicalId);
  },
};
