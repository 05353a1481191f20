import type { QueryParams } from '../../http/query-params';
import type { ServiceRequest } from '../../http/service';
import type { Engine } from '../execution/engine';
import { exportsIn, importersOf } from '../stacks/exports';
import { validationError } from '../validation-error';
import { knownStack } from './known-stack';
import { page } from './page';

/** UpdateTerminationProtection. */
export function updateTerminationProtection(engine: Engine, params: QueryParams, request: ServiceRequest): object {
  const stack = knownStack(engine, params, request, (name) => `Stack [${name}] does not exist`);
  const enabled = params.flag('EnableTerminationProtection');
  if (enabled === undefined) {
    throw validationError(
      "1 validation error detected: Value null at 'enableTerminationProtection' failed to satisfy constraint: Member must not be null",
    );
  }
  if (stack.status === 'DELETE_COMPLETE' || stack.status === 'DELETE_IN_PROGRESS') {
    throw validationError(
      `Stack [${stack.name}] is in ${stack.status} and its termination protection cannot be changed`,
    );
  }
  stack.terminationProtection = enabled;
  engine.store.changed(stack);
  return { StackId: stack.id };
}

/** ListExports. */
export function listExports(engine: Engine, params: QueryParams, request: ServiceRequest, pageSize: number): object {
  const { items, NextToken } = page(exportsIn(engine.store, request.region), pageSize, params);
  return {
    Exports: items.map(({ name, value, stackId }) => ({ ExportingStackId: stackId, Name: name, Value: value })),
    NextToken,
  };
}

/** ListImports. */
export function listImports(engine: Engine, params: QueryParams, request: ServiceRequest, pageSize: number): object {
  const name = params.required('ExportName');
  const importers = importersOf(engine.store, request.region, name);
  if (importers.length === 0) {
    throw validationError(`Export '${name}' is not imported by any stack.`);
  }
  const { items, NextToken } = page(importers, pageSize, params);
  return { Imports: items, NextToken };
}

/** SetStackPolicy: kept and shown, not enforced. */
export function setStackPolicy(engine: Engine, params: QueryParams, request: ServiceRequest): object {
  const stack = knownStack(engine, params, request, (name) => `Stack [${name}] does not exist`);
  stack.policy = params.required('StackPolicyBody');
  engine.store.changed(stack);
  return {};
}

/** GetStackPolicy. */
export function getStackPolicy(engine: Engine, params: QueryParams, request: ServiceRequest): object {
  return { StackPolicyBody: knownStack(engine, params, request).policy };
}

/** DescribeAccountLimits, with AWS's defaults; nothing is refused because of them here. */
export function describeAccountLimits(): object {
  return {
    AccountLimits: [
      { Name: 'StackLimit', Value: 2000 },
      { Name: 'StackOutputsLimit', Value: 200 },
      { Name: 'ConcurrentResourcesLimit', Value: 2500 },
    ],
  };
}
