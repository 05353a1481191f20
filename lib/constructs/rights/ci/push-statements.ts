import type { Construct } from 'constructs';
import { arnPrefix } from '../arn-prefix';
import type { IamStatement } from '../iam-statement';

/** What pushing images to these ECR repositories of the account and region takes; nothing without one. */
export function pushStatements(scope: Construct, repositories: readonly string[]): readonly IamStatement[] {
  if (repositories.length === 0) return [];
  return [
    {
      sid: 'PushImages',
      because: 'CI pushes the image that it built and tested, to the repositories that settings name and to no other.',
      actions: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:InitiateLayerUpload',
        'ecr:UploadLayerPart',
        'ecr:CompleteLayerUpload',
        'ecr:PutImage',
        'ecr:BatchGetImage',
      ],
      resources: repositories.map((name) => `${arnPrefix(scope, 'ecr')}repository/${name}`),
    },
    {
      sid: 'RegistryToken',
      because: 'The token to push with is for the registry as a whole; the action knows no narrower resource.',
      actions: ['ecr:GetAuthorizationToken'],
      resources: ['*'],
    },
  ];
}
