import { AwsError } from '../http/aws-error';
import { textOf, textsOf } from '../resource/read-property';
import type { ResourceType } from '../resource/resource-type';
import type { IamState } from './roles';

/** Recorded: no token is checked here. */
export const iamOidcProvider: ResourceType<IamState> = {
  type: 'AWS::IAM::OIDCProvider',
  mode: 'recorded',
  async create({ world }, properties) {
    const url = textOf(properties, 'Url');
    if (!url?.startsWith('https://')) {
      throw new AwsError('ValidationError', 'The Url of an OIDC provider must begin with https://');
    }
    const { arn } = world.roles.createIdentityProvider({
      url,
      clients: textsOf(properties, 'ClientIdList'),
      thumbprints: textsOf(properties, 'ThumbprintList'),
    });
    return { physicalId: arn, attributes: { Arn: arn } };
  },
  update: async (_context, former) => former,
  async delete({ world }, former) {
    world.roles.deleteIdentityProvider(former.physicalId);
  },
};
