import type { CfnResource } from 'aws-cdk-lib';

/** The properties of a resource as the template will have them. */
export function templateProperties(resource: CfnResource): Readonly<Record<string, unknown>> {
  const { Resources } = resource.stack.resolve(resource._toCloudFormation());
  const [made] = Object.values(
    Resources as Readonly<Record<string, { readonly Properties?: Record<string, unknown> }>>,
  );
  return made?.Properties ?? {};
}
