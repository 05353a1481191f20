import { generatedName } from '../../resource/generated-name';
import { textOf } from '../../resource/read-property';
import type { ResourceType } from '../../resource/resource-type';
import type { BeanstalkState } from '../beanstalk';

/** Version lifecycle rules are kept by AWS alone: here versions go with their stacks. */
export const elasticBeanstalkApplication: ResourceType<BeanstalkState> = {
  type: 'AWS::ElasticBeanstalk::Application',
  nameProperty: 'ApplicationName',
  mode: 'run',

  async create(context, properties) {
    const name = textOf(properties, 'ApplicationName') ?? generatedName(context, 100);
    await context.world.beanstalk.createApplication(name, textOf(properties, 'Description'));
    return { physicalId: name, attributes: {} };
  },

  async update({ world }, former, properties) {
    await world.beanstalk.describeApplication(former.physicalId, textOf(properties, 'Description'));
    return former;
  },

  async delete({ world }, former) {
    await world.beanstalk.deleteApplication(former.physicalId);
  },
};
