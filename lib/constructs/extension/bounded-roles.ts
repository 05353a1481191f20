import type { IAspect } from 'aws-cdk-lib';
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
    if (node instanceof CfnRole) {
      node.path ??= this.bounds.path;
      node.permissionsBoundary ??= this.bounds.permissionsBoundaryArn;
    } else if (node instanceof CfnInstanceProfile) {
      node.path ??= this.bounds.path;
    }
  }
}
