import { AwsError } from '../../http/aws-error';
import type { QueryParams } from '../../http/query-params';
import type { ServiceRequest } from '../../http/service';
import type { Engine } from '../execution/engine';
import { neededCapabilities } from '../template/capabilities';
import { checkReferences } from '../template/check-references';
import { readTemplate } from '../template/read-template';
import type { Template } from '../template/template';
import { validationError } from '../validation-error';
import { knownStack } from './known-stack';
import { templateOf } from './template-source';

/** Characters beyond ASCII come back as `?`, as on AWS: aws-cloudformation/cloudformation-coverage-roadmap#814 (2021-03-17), #1220 (2022-06-22). */
function shownBody(body: string | undefined): string | undefined {
  return body?.replace(/[\u{80}-\u{10ffff}]/gu, '?');
}

/** GetTemplate: what was sent, but for characters beyond ASCII; of a stack or of one of its change sets. */
export function getTemplate(engine: Engine, params: QueryParams, request: ServiceRequest): object {
  const changeSetName = params.text('ChangeSetName');
  const StagesAvailable = ['Original', 'Processed'];
  if (changeSetName?.startsWith('arn:')) {
    const changeSet = engine.store
      .all()
      .flatMap(({ changeSets }) => changeSets)
      .find(({ id }) => id === changeSetName);
    if (!changeSet) {
      throw new AwsError('ChangeSetNotFound', `ChangeSet [${changeSetName}] does not exist`, 404);
    }
    return { TemplateBody: shownBody(changeSet.request.templateBody), StagesAvailable };
  }
  if (!params.text('StackName')) {
    throw validationError(
      changeSetName === undefined
        ? 'StackName is required if ChangeSetName is not specified.'
        : 'StackName is a required parameter.',
    );
  }
  const stack = knownStack(engine, params, request);
  if (changeSetName !== undefined) {
    const changeSet = stack.changeSets.find(({ name }) => name === changeSetName);
    if (!changeSet) {
      throw new AwsError('ChangeSetNotFound', `ChangeSet [${changeSetName}] does not exist`, 404);
    }
    return { TemplateBody: shownBody(changeSet.request.templateBody), StagesAvailable };
  }
  // A stack under review has no template yet.
  return {
    TemplateBody: stack.status === 'REVIEW_IN_PROGRESS' ? '' : shownBody(stack.request.templateBody),
    StagesAvailable,
  };
}

/** GetTemplateSummary, of a stack or of a template. */
export async function getTemplateSummary(
  engine: Engine,
  params: QueryParams,
  request: ServiceRequest,
): Promise<object> {
  const stack = params.text('StackName') ? knownStack(engine, params, request) : undefined;
  if (stack?.status === 'REVIEW_IN_PROGRESS') {
    throw validationError('GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.');
  }
  const text = stack ? stack.request.templateBody : await templateOf(engine.world, params);
  const template = readTemplate(text);
  const types = [...template.resources.values()].map(({ type }) => type);
  return {
    ...described(engine, template),
    Parameters: [...template.parameters.values()].map(
      ({ name, type, noEcho, description, allowedValues, ...parameter }) => ({
        ParameterKey: name,
        DefaultValue: parameter.default,
        ParameterType: type,
        NoEcho: noEcho,
        Description: description,
        ParameterConstraints: { AllowedValues: allowedValues },
      }),
    ),
    ResourceTypes: [...new Set(types)],
    ResourceIdentifierSummaries: [],
    Version: '2010-09-09',
    Metadata: template.metadata === undefined ? undefined : JSON.stringify(template.metadata),
  };
}

/** ValidateTemplate: what can be said without parameters. */
export async function validateTemplate(engine: Engine, params: QueryParams): Promise<object> {
  const template = readTemplate(await templateOf(engine.world, params));
  checkReferences(template, engine.types);
  return {
    ...described(engine, template),
    Parameters: [...template.parameters.values()].map(({ name, noEcho, description, ...parameter }) => ({
      ParameterKey: name,
      DefaultValue: parameter.default,
      NoEcho: noEcho,
      Description: description,
    })),
  };
}

function described(engine: Engine, template: Template): object {
  const { capability, types } = neededCapabilities(template, engine.types);
  return {
    Description: template.description,
    Capabilities: capability === undefined ? [] : [capability],
    CapabilitiesReason:
      capability === undefined ? undefined : `The following resource(s) require capabilities: [${types.join(', ')}]`,
    DeclaredTransforms: [],
  };
}
