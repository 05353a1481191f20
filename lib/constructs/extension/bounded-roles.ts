import { CfnResource, type IAspect } from 'aws-cdk-lib';
import { CfnInstanceProfile, CfnRole } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { templateProperties } from './template-properties';

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
      const { Path, PermissionsBoundary } = templateProperties(node);
      if (Path === undefined) node.addPropertyOverride('Path', path);
      if (PermissionsBoundary === undefined) node.addPropertyOverride('PermissionsBoundary', permissionsBoundaryArn);
    }
  }
}
