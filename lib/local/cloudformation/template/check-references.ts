import { specificationOf } from '../../specification/specification';
import { isPseudoParameter } from '../intrinsics/pseudo-parameters';
import { validationError } from '../validation-error';
import { conditionParts } from './condition-parts';
import { firstCycle } from './first-cycle';
import { type Reference, referencesIn } from './references';
import type { Template } from './template';

/** Which types there are, and what a person can do about one that is not there. */
export interface KnownTypes {
  has(type: string): boolean;
  /** A sentence about types of AWS. @default AWS's words are all */
  readonly advice?: string;
}

/**
 * Checks that every name in a template is there: resource types, references, attributes, conditions, mappings. With `holds`, resources
 * and outputs whose condition is false are left out and count as absent. Throws ValidationError in AWS's words.
 */
export function checkReferences(template: Template, known: KnownTypes, holds?: (condition: string) => boolean): void {
  checkConditionNames(template);
  const active = [...template.resources.values()].filter(
    ({ condition }) => condition === undefined || !holds || holds(condition),
  );
  const unknownTypes = [...new Set(active.map(({ type }) => type).filter((type) => !known.has(type)))];
  if (unknownTypes.length > 0) {
    const advice = unknownTypes.some((type) => type.startsWith('AWS::')) && known.advice ? `. ${known.advice}` : '';
    throw validationError(`Template format error: Unrecognized resource types: [${unknownTypes.join(', ')}]${advice}`);
  }
  const present = new Set(active.map(({ logicalId }) => logicalId));
  const resourceReferences = active.flatMap((resource) => [
    ...referencesIn(resource.properties, holds),
    ...referencesIn(resource.metadata ?? {}, holds),
    ...resource.dependsOn
      // DependsOn may name a resource whose condition is false.
      .filter((name) => !template.resources.has(name))
      .map((name): Reference => ({ kind: 'ref', name })),
  ]);
  checkBlock(template, present, resourceReferences, 'Resources');
  const outputs = [...template.outputs.values()].filter(
    ({ condition }) => condition === undefined || !holds || holds(condition),
  );
  const outputReferences = outputs.flatMap(({ value, exportName }) => referencesIn([value, exportName ?? ''], holds));
  checkBlock(template, present, outputReferences, 'Outputs');
}

function checkBlock(
  template: Template,
  present: ReadonlySet<string>,
  references: readonly Reference[],
  block: 'Resources' | 'Outputs',
): void {
  const unresolved = new Set<string>();
  for (const reference of references) {
    const { kind, name } = reference;
    if (kind === 'map' && !Object.hasOwn(template.mappings, name)) {
      throw validationError(`Template validation error: Mappings not found in template: ${name}`);
    }
    if (kind === 'condition' && !template.conditions.has(name)) {
      throw validationError(`Template error: unresolved condition dependency ${name} in Fn::If`);
    }
    if (kind === 'ref' && !present.has(name) && !template.parameters.has(name) && !isPseudoParameter(name)) {
      unresolved.add(name);
    }
    if (kind === 'attribute') {
      if (!present.has(name)) {
        throw validationError(`Template error: instance of Fn::GetAtt references undefined resource ${name}`);
      }
      checkAttribute(template.resources.get(name)?.type ?? '', name, reference.attribute);
    }
  }
  if (unresolved.size > 0) {
    // AWS's words for outputs lack the beginning.
    const beginning = block === 'Outputs' ? '' : 'Template format error: ';
    throw validationError(
      `${beginning}Unresolved resource dependencies [${[...unresolved].join(', ')}] in the ${block} block of the template`,
    );
  }
}

function checkAttribute(type: string, logicalId: string, attribute: string | undefined): void {
  const specification = specificationOf(type);
  if (specification && attribute !== undefined && !specification.attributes.includes(attribute)) {
    throw validationError(
      `Template error: resource ${logicalId} does not support attribute type ${attribute} in Fn::GetAtt`,
    );
  }
}

function checkConditionNames(template: Template): void {
  const used = [
    ...[...template.resources.values()].map(({ condition }) => [condition, 'Resources'] as const),
    ...[...template.outputs.values()].map(({ condition }) => [condition, 'Outputs'] as const),
    ...[...template.conditions.values()].flatMap((expression) =>
      conditionParts(expression).conditions.map((name) => [name, 'Conditions'] as const),
    ),
  ];
  for (const [name, block] of used) {
    if (name !== undefined && !template.conditions.has(name)) {
      throw validationError(
        `Template format error: Unresolved condition dependency ${name} in the ${block} block of the template`,
      );
    }
  }
  const parts = [...template.conditions].map(
    ([name, expression]) => [name, conditionParts(expression).conditions] as const,
  );
  const cycle = firstCycle(new Map(parts));
  if (cycle) {
    throw validationError(`Circular dependency between conditions: [${cycle.join(', ')}]`);
  }
  for (const expression of template.conditions.values()) {
    for (const { kind, name } of referencesIn(conditionParts(expression).values)) {
      if (kind === 'attribute' || (kind === 'ref' && !template.parameters.has(name) && !isPseudoParameter(name))) {
        throw validationError(
          `Template error: Unresolved dependencies [${name}]. Cannot reference resources in the Conditions block of the template`,
        );
      }
    }
  }
}
