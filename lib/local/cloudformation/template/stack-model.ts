import { evaluate } from '../intrinsics/evaluate';
import { evaluateCondition } from '../intrinsics/evaluate-condition';
import { isPseudoParameter, pseudoParameter, type StackIdentity } from '../intrinsics/pseudo-parameters';
import { knownAfterApply, type Scope } from '../intrinsics/scope';
import { validationError } from '../validation-error';
import { checkReferences, type KnownTypes } from './check-references';
import { deletionPolicyOf } from './deletion-policy';
import { firstCycle } from './first-cycle';
import { type ParameterValues, parameterReference } from './parameter-values';
import { referencesIn } from './references';
import type { DeletionPolicy, Template, TemplateOutput } from './template';

/** A resource that shall exist: its condition is true. */
export interface ModelResource {
  readonly logicalId: string;
  readonly type: string;
  /** Unevaluated. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly metadata?: unknown;
  /** Logical ids that must be there first, stated or by reference. */
  readonly dependsOn: readonly string[];
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: DeletionPolicy;
}

/** What a template with its parameters asks for in one stack. */
export interface StackModel {
  readonly template: Template;
  readonly parameters: ParameterValues;
  readonly identity: StackIdentity;
  readonly resources: ReadonlyMap<string, ModelResource>;
  readonly outputs: readonly TemplateOutput[];
  /** Looks up what the template and its parameters know; resources and their attributes come from the stack. */
  readonly scope: Scope;
}

/** What stands outside the stack. */
export interface StackSurroundings {
  readonly identity: StackIdentity;
  readonly types: KnownTypes;
  importValue(name: string): string;
}

/** Throws ValidationError for whatever AWS refuses before it makes a stack. */
export function stackModel(template: Template, parameters: ParameterValues, world: StackSurroundings): StackModel {
  checkReferences(template, { has: () => true });
  const scope = staticScope(template, parameters, world);
  const holds = scope.condition;
  checkReferences(template, world.types, holds);
  const active = [...template.resources.values()].filter(
    ({ condition }) => condition === undefined || holds(condition),
  );
  const present = new Set(active.map(({ logicalId }) => logicalId));
  const resources = new Map(
    active.map((resource): [string, ModelResource] => [
      resource.logicalId,
      {
        logicalId: resource.logicalId,
        type: resource.type,
        properties: resource.properties,
        metadata: resource.metadata,
        dependsOn: dependenciesOf([resource.properties, resource.metadata ?? {}], resource.dependsOn, present, holds),
        deletionPolicy: deletionPolicyOf(resource, 'DeletionPolicy', scope),
        updateReplacePolicy: deletionPolicyOf(resource, 'UpdateReplacePolicy', scope),
      },
    ]),
  );
  const cycle = firstCycle(new Map([...resources].map(([id, { dependsOn }]) => [id, dependsOn])));
  if (cycle) {
    throw validationError(`Circular dependency between resources: [${cycle.join(', ')}]`);
  }
  const outputs = [...template.outputs.values()].filter(({ condition }) => condition === undefined || holds(condition));
  // AWS refuses a function that cannot be carried out before there is a stack or a change set.
  const unmade = scopeOfUnmade(scope, present);
  for (const value of [...active.map(({ properties }) => properties), ...outputs.map((output) => output.value)]) {
    evaluate(value, unmade);
  }
  return { template, parameters, identity: world.identity, resources, outputs, scope };
}

/** As if no resource were there yet, and every export were. */
function scopeOfUnmade(scope: Scope, present: ReadonlySet<string>): Scope {
  return {
    ...scope,
    ref: (name) => (present.has(name) ? knownAfterApply : scope.ref(name)),
    attribute: () => knownAfterApply,
    // AWS looks for the export when the resource is made.
    importValue: () => knownAfterApply,
  };
}

function dependenciesOf(
  values: unknown,
  stated: readonly string[],
  present: ReadonlySet<string>,
  holds: (condition: string) => boolean,
): readonly string[] {
  const named = referencesIn(values, holds)
    .filter(({ kind }) => kind === 'ref' || kind === 'attribute')
    .map(({ name }) => name);
  return [...new Set([...stated, ...named])].filter((name) => present.has(name));
}

function staticScope(template: Template, parameters: ParameterValues, world: StackSurroundings): Scope {
  const known = new Map<string, boolean>();
  const scope: Scope = {
    ref(name) {
      const parameter = template.parameters.get(name);
      const value = parameters[name];
      if (parameter && value) {
        return parameterReference(parameter, value);
      }
      if (isPseudoParameter(name)) {
        return pseudoParameter(name, world.identity);
      }
      throw validationError(
        `Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`,
      );
    },
    attribute(logicalId) {
      throw validationError(`Template error: instance of Fn::GetAtt references undefined resource ${logicalId}`);
    },
    condition(name) {
      const former = known.get(name);
      if (former !== undefined) {
        return former;
      }
      const expression = template.conditions.get(name);
      if (expression === undefined) {
        throw validationError(
          `Template format error: Unresolved condition dependency ${name} in the Conditions block of the template`,
        );
      }
      const truth = evaluateCondition(expression, scope);
      known.set(name, truth);
      return truth;
    },
    mapped(map, top, second) {
      const value = template.mappings[map]?.[top]?.[second];
      if (value === undefined) {
        throw validationError(`Template error: Unable to get mapping for ${map}::${top}::${second}`);
      }
      return value;
    },
    importValue: world.importValue,
    zones: (region) => ['a', 'b', 'c'].map((letter) => `${region === '' ? world.identity.region : region}${letter}`),
  };
  return scope;
}
