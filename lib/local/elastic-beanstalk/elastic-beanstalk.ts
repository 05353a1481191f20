import type { AwsService } from '../aws-service';
import type { BeanstalkState } from './beanstalk';
import { type BeanstalkOptions, openBeanstalk } from './open-beanstalk';
import { elasticBeanstalkApplication } from './types/application-type';
import { elasticBeanstalkApplicationVersion } from './types/application-version-type';
import { elasticBeanstalkEnvironment } from './types/environment-type';
import { beanstalkService } from './wire/elastic-beanstalk-service';
import type { BeanstalkCloud } from './wire/read-params';

export const elasticBeanstalk: AwsService<BeanstalkState, BeanstalkOptions, BeanstalkCloud> = {
  name: 'Elastic Beanstalk',
  open: async (cloud) => ({ beanstalk: await openBeanstalk(cloud) }),
  close: ({ beanstalk }) => beanstalk.close(),
  wire: beanstalkService,
  types: [elasticBeanstalkApplication, elasticBeanstalkApplicationVersion, elasticBeanstalkEnvironment],
};
