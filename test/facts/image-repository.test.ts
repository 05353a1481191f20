import { imageRepository } from '../../lib/facts/image-repository';

const digest = `@sha256:${'0a'.repeat(32)}`;

test.each([
  ['eu-central-1', 'amazonaws.com', 'aws'],
  ['cn-north-1', 'amazonaws.com.cn', 'aws-cn'],
  ['us-gov-west-1', 'amazonaws.com', 'aws-us-gov'],
  ['eusc-de-east-1', 'amazonaws.eu', 'aws-eusc'],
])('an image in ECR of %s lies in a repository of its partition', (region, suffix, partition) => {
  const arn = `arn:${partition}:ecr:${region}:111122223333:repository/shop/web`;
  for (const end of ['', ':1', digest]) {
    expect(imageRepository(`111122223333.dkr.ecr.${region}.${suffix}/shop/web${end}`)).toBe(arn);
  }
});

test.each([
  undefined,
  'nginx:1.29',
  'ghcr.io/acme/shop:1',
  '111122223333.dkr.ecr.eusc-de-east-1.amazonaws.com/shop/web:1',
  '111122223333.dkr.ecr.eu-central-1.amazonaws.com.attacker.example/shop/web:1',
])('%s lies in no repository of ECR', (image) => {
  expect(imageRepository(image)).toBeUndefined();
});
