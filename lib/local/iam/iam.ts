import type { AwsService } from '../aws-service';
import { rolesService } from './iam-service';
import { iamInstanceProfile } from './instance-profile-type';
import { iamManagedPolicy } from './managed-policy-type';
import { iamOidcProvider } from './oidc-provider-type';
import { openRoles } from './open-roles';
import { iamPolicy } from './policy-type';
import { iamRole } from './role-type';
import type { IamState } from './roles';

export const iam: AwsService<IamState> = {
  name: 'IAM',
  open: (ground) => ({ roles: openRoles(ground) }),
  wire: rolesService,
  types: [iamInstanceProfile, iamManagedPolicy, iamOidcProvider, iamPolicy, iamRole],
};
