import { AspectPriority, Aspects, CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { PreviewError } from '../../errors';
import { roleAndBoundary } from '../../facts/role-and-boundary';
import { extensionName } from '../../naming/extension-name';
import { rolePath } from '../base-stack';
import type { EnvironmentStack, EnvironmentStackProps } from '../environment-stack';
import type { Service } from '../service/service';
import { BoundedRoles } from './bounded-roles';
import type { Extension } from './extension';
import { placeFunctionLogs } from './function-logs';
import { refuseWhatIsNotDeployed, withoutContainers } from './refuse';

/** A stack to which an extension has added, and what was in it before. */
export interface ExtendedStack {
  readonly stack: EnvironmentStack;
  readonly props: EnvironmentStackProps;
  /** By logical id, with the policies that our constructs gave them. */
  readonly ours: ReadonlyMap<string, { readonly deletion: unknown; readonly replacement: unknown }>;
  readonly path: string;
  readonly permissionsBoundaryArn: string;
}

/**
 * Lets an extension add to the stack of a target. What it made is looked at once the template is there: `checkExtended`.
 *
 * @throws what the extension throws, and PreviewError `extension-refused`, `extension-look-up`, `extension-asset`
 */
export function extendStack(stack: EnvironmentStack, props: EnvironmentStackProps, extend: Extension): ExtendedStack {
  const { application, target, settings } = props;
  const stacks = new Set(stack.node.root.node.findAll().filter(Stack.isStack));
  const before = new Set<IConstruct>(stack.node.findAll());
  const ours = new Map(
    [...before]
      .filter(CfnResource.isCfnResource)
      .map(({ stack: { resolve }, logicalId, cfnOptions }) => [
        String(resolve.call(stack, logicalId)),
        { deletion: cfnOptions.deletionPolicy, replacement: cfnOptions.updateReplacePolicy },
      ]),
  );
  const path = rolePath(settings.project, target.kind);
  const { permissionsBoundaryArn } = roleAndBoundary(application, target.kind);
  refuseWhatIsNotDeployed(stack);
  Aspects.of(stack).add(new BoundedRoles({ path, permissionsBoundaryArn }, (node) => before.has(node)), {
    priority: AspectPriority.MUTATING,
  });
  withoutContainers(() =>
    extend({
      stack,
      services: stack.services as Readonly<Record<string, Service>> & { readonly web: Service },
      database: stack.database,
      fileStore: stack.fileStore,
      target,
      settings: settings.values,
      network: application.network,
      name: (label) => extensionName(settings.project, target, label),
    }),
  );
  placeFunctionLogs(stack, props);
  const another = stack.node.root.node.findAll().find((node) => Stack.isStack(node) && !stacks.has(node));
  if (another !== undefined) {
    throw new PreviewError('extension-refused', `${another.node.path} is a stack of its own, and no deploy makes it`, {
      fault: 'user',
      hint: 'Construct in `stack`, which the extension is given.',
    });
  }
  return { stack, props, ours, path, permissionsBoundaryArn };
}
