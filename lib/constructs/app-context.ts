import type { App } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { applicationNames } from '../naming/application-names';
import { namesOf } from '../naming/resource-names';
import { stageOf } from '../naming/target';
import type { ApplicationStackProps } from './application-props';
import { ApplicationStack } from './application-stack';
import { EnvironmentStack, type EnvironmentStackProps } from './environment-stack';
import { checkExtended } from './extension/check-extended';
import { checkReach } from './extension/check-reach';
import { extendStack } from './extension/extend-stack';
import type { Extension } from './extension/extension';

/** The file from which `npx cdk` makes the same stacks as deploy does; `preview-stacks context` writes it, as JSON. */
export interface AppContext {
  readonly applications: readonly ApplicationStackProps[];
  readonly environments: readonly EnvironmentInput[];
}

/** With the module that extends it, as the settings write its path. */
type EnvironmentInput = EnvironmentStackProps & { readonly settings: { readonly extend?: string } };

type Check = (assembly: CloudAssembly) => void;

/**
 * Adds the stacks of a context to an app, by the names that they have in CloudFormation.
 *
 * @param extensions by their path in the settings
 * @returns what looks at the templates of extended stacks
 * @throws what an extension throws, and PreviewError `extension-refused`, `extension-look-up`, `extension-asset`, `beyond-reach`
 */
export function addStacks(
  app: App,
  context: AppContext,
  extensions: ReadonlyMap<string, Extension> = new Map(),
): readonly Check[] {
  for (const props of context.applications) {
    const { project, target } = props.settings;
    new ApplicationStack(app, applicationNames(project, stageOf(target)).stackName, props);
  }
  return context.environments.flatMap((props) => {
    const stack = new EnvironmentStack(app, namesOf(props.settings.project, props.target).stackName, props);
    const extension = extensions.get(props.settings.extend ?? '');
    return extension === undefined ? [] : [extended(stack, props, extension)];
  });
}

/** Adds the stacks, makes their templates and looks at them. @throws PreviewError as `addStacks` */
export function synthesizeStacks(
  app: App,
  context: AppContext,
  extensions: ReadonlyMap<string, Extension>,
): CloudAssembly {
  const checks = addStacks(app, context, extensions);
  const assembly = app.synth();
  for (const check of checks) check(assembly);
  return assembly;
}

function extended(stack: EnvironmentStack, props: EnvironmentInput, extension: Extension): Check {
  const made = extendStack(stack, props, extension);
  return (assembly) => {
    const artifact = assembly.getStackByName(stack.stackName);
    checkExtended(made, artifact);
    checkReach(made, artifact);
  };
}
