/** Where the examples stand: a network, and what every service of them needs. */
export const vpcId = 'vpc-0a1b2c3d4e5f60718';
export const subnetIds = ['subnet-0aaaaaaaaaaaaaaa1', 'subnet-0aaaaaaaaaaaaaaa2'];
export const place = {
  applicationName: 'shop',
  bundleBucket: 'acme-bundles',
  bundlePrefix: 'shop/',
  vpcId,
  instanceSubnetIds: subnetIds,
  publicSubnetIds: subnetIds,
  publicAddresses: true,
  serviceRoleArn: 'arn:aws:iam::111122223333:role/beanstalk',
  rolePath: '/shop/',
  permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/shop-boundary',
};
export const platformArn =
  'arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 22 running on 64bit Amazon Linux 2023/6.7.0';
