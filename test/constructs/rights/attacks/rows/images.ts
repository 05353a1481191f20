import { arn, boundary, cleanup, deploy, previews } from '../names';
import { each, type Group, group } from '../table';

const repository = (name: string, owner?: string) => arn('ecr', `repository/${name}`, owner);
const ecr = (...calls: readonly string[]) => calls.map((call) => `ecr:${call}`);
const pull = ecr('BatchGetImage', 'GetDownloadUrlForLayer', 'BatchCheckLayerAvailability');
const push = ecr('PutImage', 'InitiateLayerUpload', 'UploadLayerPart', 'CompleteLayerUpload');
const destroy = ecr(
  'BatchDeleteImage',
  'DeleteRepository',
  'SetRepositoryPolicy',
  'PutImageTagMutability',
  'CreateRepository',
);

export const imageRows: readonly Group[] = [
  group(
    'roles for deploys push to the repositories that settings name, and delete no image',
    [previews, ...Object.values(deploy)],
    {
      denied: [
        ...each(push, repository('payroll')),
        ...each(push, repository('shop/web2')),
        ...each(push, repository('shop/web', '999988887777')),
        ...each(destroy, repository('shop/web')),
      ],
      allowed: [...each(push, repository('shop/web')), ['ecr:GetAuthorizationToken', '*']],
    },
  ),
  group('cleanup pushes and pulls no images', cleanup, {
    denied: each([...push, ...pull, ...destroy], repository('shop/web')),
  }),
  group('instances of previews pull the images that settings name for previews, and no others', boundary.preview, {
    denied: [
      ...each(pull, repository('payroll')),
      ...each(pull, repository('shop/web', '999988887777')),
      ...each([...push, ...destroy], repository('shop/web')),
    ],
    allowed: [...each(pull, repository('shop/web')), ['ecr:GetAuthorizationToken', '*']],
  }),
  group(
    'instances of stages pull images, those of another account among them, and push none',
    [boundary.staging, boundary.production],
    {
      denied: each([...push, ...destroy], repository('shop/web')),
      allowed: [...each(pull, repository('shop/web')), ...each(pull, repository('shop/web', '999988887777'))],
    },
  ),
];
