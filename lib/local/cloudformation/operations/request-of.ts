import type { QueryParams } from '../../http/query-params';
import type { Engine } from '../execution/engine';
import type { StackRecord, StackRequest } from '../stacks/stack';
import { checkCapabilities } from '../template/capabilities';
import { parameterValues } from '../template/parameter-values';
import { readTemplate } from '../template/read-template';
import { validationError } from '../validation-error';
import { templateOf } from './template-source';

/** Template, parameters, tags and capabilities of a request that creates or changes a stack. Throws what AWS throws. */
export async function requestOf(engine: Engine, params: QueryParams, stack?: StackRecord): Promise<StackRequest> {
  const { world } = engine;
  const previous = stack?.request;
  const templateBody = await templateOf(world, params, previous?.templateBody);
  const template = readTemplate(templateBody);
  const given = params.structures('Parameters').map((parameter) => ({
    key: parameter.required('ParameterKey'),
    value: parameter.text('ParameterValue'),
    usePrevious: parameter.flag('UsePreviousValue') === true,
  }));
  const parameters = parameterValues(template, given, previous?.parameters ?? {}, (name) => ssmValue(engine, name));
  const capabilities = params.texts('Capabilities');
  checkCapabilities(template, capabilities, engine.types);
  // Tags that a request does not state stay as they are.
  const tags = params.has('Tags') || !previous ? params.tags() : previous.tags;
  checkTags(tags);
  return { templateBody, parameters, tags, capabilities };
}

function ssmValue({ world }: Engine, name: string): string {
  try {
    return world.parameters.value(name);
  } catch {
    throw validationError(`Unable to fetch parameters [${name}] from parameter store for this account.`);
  }
}

function checkTags(tags: Readonly<Record<string, string>>): void {
  const entries = Object.entries(tags);
  if (entries.length > 50) {
    throw validationError('1 validation error detected: Tags must have length less than or equal to 50');
  }
  for (const [key, value] of entries) {
    if (key.toLowerCase().startsWith('aws:')) {
      throw validationError(`aws: prefixed tag key names are not allowed for external use: ${key}`);
    }
    if (key === '' || key.length > 128 || value.length > 256) {
      throw validationError(`Tag ${key} is longer than AWS allows (key 1 to 128, value up to 256 characters).`);
    }
  }
}
