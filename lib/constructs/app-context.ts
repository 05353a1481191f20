import type { App } from 'aws-cdk-lib';
import { applicationNames } from '../naming/application-names';
import { namesOf } from '../naming/resource-names';
import { stageOf } from '../naming/target';
import { ApplicationStack, type ApplicationStackProps } from './application-stack';
import { EnvironmentStack, type EnvironmentStackProps } from './environment-stack';

/** The file from which `npx cdk` makes the same stacks as deploy does; `preview-stacks context` writes it, as JSON. */
export interface AppContext {
  readonly applications: readonly ApplicationStackProps[];
  readonly environments: readonly EnvironmentStackProps[];
}

/** Adds the stacks of a context to an app, by the names that they have in CloudFormation. */
export function addStacks(app: App, context: AppContext): void {
  for (const props of context.applications) {
    const { project, target } = props.settings;
    new ApplicationStack(app, applicationNames(project, stageOf(target)).stackName, props);
  }
  for (const props of context.environments) {
    new EnvironmentStack(app, namesOf(props.settings.project, props.target).stackName, props);
  }
}
