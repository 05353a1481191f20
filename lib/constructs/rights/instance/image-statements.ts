import type { IamStatement } from '../iam-statement';

/** account.dkr.ecr.region.amazonaws.com/repository, with or without what follows it. */
const ecr = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?\/([^@:]+)/;

/** What pulling this image takes: nothing, unless it lies in ECR. Images of private registries elsewhere need a bundle of one's own. */
export function imageStatements(image: string | undefined): readonly IamStatement[] {
  const [, account, region, china, repository] = ecr.exec(image ?? '') ?? [];
  if (account === undefined) return [];
  const partition = china === undefined ? 'aws' : 'aws-cn';
  return [
    {
      sid: 'PullImage',
      because: 'The instance pulls the image that settings name, with its own role.',
      actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'],
      resources: [`arn:${partition}:ecr:${region}:${account}:repository/${repository}`],
    },
    {
      sid: 'RegistryToken',
      because: 'The token to pull with is for the registry as a whole; the action knows no narrower resource.',
      actions: ['ecr:GetAuthorizationToken'],
      resources: ['*'],
    },
  ];
}
