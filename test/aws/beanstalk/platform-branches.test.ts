import { platformBranch } from '../../../lib/aws/beanstalk/newest-platform';

test.each([
  ['nodejs-22', 'Node.js 22 running on 64bit Amazon Linux 2023'],
  ['python-3.13', 'Python 3.13 running on 64bit Amazon Linux 2023'],
  ['php-8.4', 'PHP 8.4 running on 64bit Amazon Linux 2023'],
  ['ruby-3.4', 'Ruby 3.4 running on 64bit Amazon Linux 2023'],
  ['corretto-21', 'Corretto 21 running on 64bit Amazon Linux 2023'],
  ['dotnet-8', '.NET 8 running on 64bit Amazon Linux 2023'],
  ['tomcat-11-corretto-21', 'Tomcat 11 with Corretto 21 running on 64bit Amazon Linux 2023'],
  ['go', 'Go 1 running on 64bit Amazon Linux 2023'],
  ['go-1', 'Go 1 running on 64bit Amazon Linux 2023'],
  ['docker', 'Docker running on 64bit Amazon Linux 2023'],
  ['ecs', 'ECS running on 64bit Amazon Linux 2023'],
])('T10 the platform %s is the branch %s', (platform, branch) => {
  expect(platformBranch(platform)).toBe(branch);
});

test.each(['cobol-1', 'nodejs', 'tomcat-11', 'nodejs-22-corretto-21', 'constructor', ''])(
  '%p is no platform',
  (platform) => {
    expect(platformBranch(platform)).toBeUndefined();
  },
);
