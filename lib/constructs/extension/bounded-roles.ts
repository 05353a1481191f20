import { CfnResource, type IAspect } from 'aws-cdk-lib';
import { CfnInstanceProfile, CfnRole } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Gives roles our path and boundary where they say none: CloudFormation's role can make no others. */
export class BoundedRoles implements IAspect {
  constructor(
    private readonly bounds: { readonly path: string; readonly permissionsBoundaryArn: string },
    private readonly isOurs: (node: IConstruct) => boolean,
  ) {}

  visit(node: IConstruct): void {
    if (this.isOurs(node)) return;
    const { path, permissionsBoundaryArn } = this.bounds;
    if (node instanceof CfnRole) {
      node.path ??= path;
      node.permissionsBoundary ??= permissionsBoundaryArn;
    } else if (node instanceof CfnInstanceProfile) {
      node.path ??= path;
    } else if (CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::IAM::Role') {
      // The CDK makes the roles of its own functions (`autoDeleteObjects`) without their class.
      const { Path, PermissionsBoundary } = propertiesOf(node);
      if (Path === undefined) node.addPropertyOverride('Path', path);
      if (PermissionsBoundary === undefined) node.addPropertyOverride('PermissionsBoundary', permissionsBoundaryArn);
    }
  }
}

/** As the template will have them. */
function propertiesOf(resource: CfnResource): Readonly<Record<string, unknown>> {
  const { Resources } = resource.stack.resolve(resource._toCloudFormation());
  const [made] = Object.values(
    Resources as Readonly<Record<string, { readonly Properties?: Record<string, unknown> }>>,
  );
  return made?.Properties ?? {};
}
