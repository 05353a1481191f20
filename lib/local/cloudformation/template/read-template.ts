import { validationError } from '../validation-error';
import { checkLimits } from './check-limits';
import { isRecord } from './is-record';
import { parseText } from './parse-text';
import { readParameters } from './read-parameters';
import type { Template, TemplateOutput, TemplateResource } from './template';

const sectionNames = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Transform',
  'Resources',
  'Outputs',
  'Hooks',
];
const refused = ['Transform', 'Hooks', 'Rules'];
const resourceKeys = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Metadata',
  'CreationPolicy',
  'UpdatePolicy',
];

/** Reads a template and checks its shape as AWS does before anything else. Throws ValidationError. */
export function readTemplate(text: string): Template {
  const raw = parseText(text);
  const unknown = Object.keys(raw).filter((key) => !sectionNames.includes(key));
  if (unknown.length > 0) {
    throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`);
  }
  const unsupported = refused.filter((section) => raw[section] !== undefined);
  if (unsupported.length > 0) {
    throw validationError(`Template format error: ${unsupported.join(', ')} is not supported by this local endpoint.`);
  }
  const version = raw.AWSTemplateFormatVersion;
  if (version !== undefined && version !== '2010-09-09') {
    throw validationError('Template format error: Unsupported AWSTemplateFormatVersion value. (expected 2010-09-09)');
  }
  if (raw.Description !== undefined && typeof raw.Description !== 'string') {
    throw validationError('Template format error: Description must be a string.');
  }
  refuseNulls(raw, '');
  const resources = section(raw, 'Resources');
  if (Object.keys(resources).length === 0) {
    throw validationError('Template format error: At least one Resources member must be defined.');
  }
  const sections = { resources, parameters: section(raw, 'Parameters'), outputs: section(raw, 'Outputs') };
  checkLimits({ description: raw.Description, ...sections });
  const template: Template = {
    description: raw.Description,
    metadata: raw.Metadata,
    parameters: readParameters(sections.parameters),
    mappings: readMappings(section(raw, 'Mappings')),
    conditions: new Map(Object.entries(section(raw, 'Conditions'))),
    resources: mapOf(resources, readResource),
    outputs: mapOf(sections.outputs, readOutput),
  };
  return template;
}

function readResource(logicalId: string, value: unknown): TemplateResource {
  if (!/^[A-Za-z0-9]+$/.test(logicalId)) {
    throw validationError(`Template format error: Resource name ${logicalId} is non alphanumeric.`);
  }
  if (!isRecord(value)) {
    throw validationError(`Template format error: Every Resources member must be an object: ${logicalId} is not.`);
  }
  const unknown = Object.keys(value).filter((key) => !resourceKeys.includes(key));
  if (unknown.length > 0) {
    throw validationError(`Invalid template resource property '${unknown[0]}'`);
  }
  if (typeof value.Type !== 'string' || value.Type === '') {
    throw validationError(
      `Template format error: [/Resources/${logicalId}] Every Resources object must contain a Type member.`,
    );
  }
  if (value.Properties !== undefined && !isRecord(value.Properties)) {
    throw validationError(`Template format error: [/Resources/${logicalId}/Properties] Properties must be an object.`);
  }
  const dependsOn = value.DependsOn ?? [];
  const names = Array.isArray(dependsOn) ? dependsOn : [dependsOn];
  if (!names.every((name) => typeof name === 'string')) {
    throw validationError('Template format error: DependsOn must be a string or list of strings.');
  }
  if (value.Condition !== undefined && typeof value.Condition !== 'string') {
    throw validationError(`Template format error: [/Resources/${logicalId}/Condition] Condition must be a string.`);
  }
  return {
    logicalId,
    type: value.Type,
    properties: value.Properties ?? {},
    dependsOn: names,
    condition: value.Condition,
    deletionPolicy: value.DeletionPolicy,
    updateReplacePolicy: value.UpdateReplacePolicy,
    metadata: value.Metadata,
  };
}

function readOutput(key: string, value: unknown): TemplateOutput {
  if (!/^[A-Za-z0-9]+$/.test(key)) {
    throw validationError(`Template format error: Output name ${key} is non alphanumeric.`);
  }
  if (!isRecord(value) || value.Value === undefined) {
    throw validationError('Template format error: Every Outputs member must contain a Value object');
  }
  const exported = value.Export;
  if (exported !== undefined && (!isRecord(exported) || exported.Name === undefined)) {
    throw validationError(`Template format error: Output ${key} is malformed. The Export must contain a Name.`);
  }
  return {
    key,
    value: value.Value,
    description: typeof value.Description === 'string' ? value.Description : undefined,
    condition: typeof value.Condition === 'string' ? value.Condition : undefined,
    exportName: isRecord(exported) ? exported.Name : undefined,
  };
}

function readMappings(value: Readonly<Record<string, unknown>>): Template['mappings'] {
  for (const [name, mapping] of Object.entries(value)) {
    if (!isRecord(mapping) || !Object.values(mapping).every((level) => isRecord(level))) {
      throw validationError(`Template format error: Every Mappings member ${name} must be a map of maps.`);
    }
  }
  return value as Template['mappings'];
}

function section(raw: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, unknown>> {
  const value = raw[name] ?? {};
  if (!isRecord(value)) {
    throw validationError(`Template format error: ${name} must be an object.`);
  }
  return value;
}

function mapOf<T>(
  value: Readonly<Record<string, unknown>>,
  read: (key: string, value: unknown) => T,
): ReadonlyMap<string, T> {
  return new Map(Object.entries(value).map(([key, item]) => [key, read(key, item)]));
}

function refuseNulls(value: unknown, path: string): void {
  if (value === null) {
    throw validationError(`[${path}] 'null' values are not allowed in templates`);
  }
  if (typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      refuseNulls(item, `${path}/${key}`);
    }
  }
}
