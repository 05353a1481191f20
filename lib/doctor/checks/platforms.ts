import type { Check } from '../check';
import { eachOf, ok } from '../finding';

/** Whether Beanstalk recommends a version of each platform that a service asks for. */
export const platformsCheck: Check = {
  name: 'platforms',
  title: 'platforms',
  after: ['credentials'],
  look({ ports, members }) {
    const asked = members.flatMap(({ values }) => Object.values(values.services).map(({ platform }) => platform));
    return eachOf([...new Set(asked)].sort(), async (platform) => {
      const arn = await ports.environments.platformArn(platform);
      return ok(
        platform === arn ? `${arn} is taken as it is` : `${platform} is ${arn.slice(arn.indexOf('platform/') + 9)}`,
      );
    });
  },
};
