import { generatedName } from '../../resource/generated-name';
import { recordOf, requiredText, textOf } from '../../resource/read-property';
import type { ResourceType } from '../../resource/resource-type';
import type { BeanstalkState } from '../beanstalk';

/** Registers a bundle; the label is CloudFormation's (there is no property for it). */
export const elasticBeanstalkApplicationVersion: ResourceType<BeanstalkState> = {
  type: 'AWS::ElasticBeanstalk::ApplicationVersion',
  mode: 'run',

  async create(context, properties) {
    const bundle = recordOf(properties, 'SourceBundle') ?? {};
    const label = await context.world.beanstalk.createVersion(
      requiredText(properties, 'ApplicationName'),
      { bucket: requiredText(bundle, 'S3Bucket'), key: requiredText(bundle, 'S3Key') },
      generatedName(context, 100).toLowerCase(),
      textOf(properties, 'Description'),
    );
    return { physicalId: label, attributes: { Id: label } };
  },

  // Application and bundle replace; a description is all that is left, and nothing shows it.
  update: async (_context, former) => former,

  async delete({ world }, former, properties) {
    await world.beanstalk.deleteVersion(requiredText(properties, 'ApplicationName'), former.physicalId);
  },
};
