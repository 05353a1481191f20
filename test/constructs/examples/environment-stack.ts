import type { App } from 'aws-cdk-lib';
import { checkSettings, EnvironmentStack, readApplicationFacts, resolveSettings } from '../../../lib/index';
import { platformArn } from './place';

/** The preview of a branch, from the settings file and the outputs of the application stack. */
export function example(app: App): EnvironmentStack {
  const file = checkSettings({
    project: 'shop',
    base: { region: 'eu-central-1' },
    preview: { previewDomain: 'preview.acme.dev', routing: 'load-balancer', scheme: 'http' },
  });
  const target = { kind: 'preview', branch: 'feature/login' } as const;
  const outputs = {
    Account: '111122223333',
    Region: 'eu-central-1',
    ApplicationName: 'shop-staging',
    BundleBucket: 'shop-application-staging-bundlesbucket-1a2b3c4d5e6f',
    PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/shop-staging-boundary',
    BeanstalkServiceRoleArn: 'arn:aws:iam::111122223333:role/shop-staging-beanstalk',
    CloudFormationRoleArn: 'arn:aws:iam::111122223333:role/shop-staging-cloudformation',
    PreviewCloudFormationRoleArn: 'arn:aws:iam::111122223333:role/shop-preview-cloudformation',
    PreviewPermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/shop-preview-boundary',
    PreviewReach: 'none',
    VpcId: 'vpc-0a1b2c3d4e5f60718',
    PublicSubnetIds: 'subnet-0aaaaaaaaaaaaaaa1,subnet-0aaaaaaaaaaaaaaa2',
    HostedZoneId: 'Z0123456789ABCDEFGHIJ',
  };
  return new EnvironmentStack(app, 'shop-preview-feature-login', {
    settings: resolveSettings(file, target),
    target,
    repository: 'github:acme/shop',
    commit: '0123456789abcdef0123456789abcdef01234567',
    application: readApplicationFacts(outputs, 'staging'),
    releases: { web: { bundleKey: 'feature-login/bundles/1.zip', platformArn } },
  });
}
