import { PreviewError } from '../../errors';
import type { BundleFolders, BundleList } from '../../ports/bundle-folders';
import type { DeployRequest } from '../deploy-request';
import type { OneBundle } from './bundle-choice';

/** Where the bundle of one service comes from. */
export type Chosen =
  | { readonly kind: 'own' }
  | { readonly kind: 'kept'; readonly hash: string }
  /** `check` throws when the zip is not the one that the list of its folder names. */
  | { readonly kind: 'file'; readonly file: string; readonly check?: (hash: string) => void };

/**
 * What each service gets. A folder that `preview-stacks bundle` filled may stand wherever a zip may.
 *
 * @param commit what is deployed: a folder of another commit is refused
 * @throws PreviewError `bundle-for-nobody`, `bundle-ambiguous`, `bundle-missing`, `bundle-other-commit`
 */
export async function chooseBundles(
  folders: BundleFolders,
  { bundle, settings }: Pick<DeployRequest, 'bundle' | 'settings'>,
  commit: string,
): Promise<Readonly<Record<string, Chosen>>> {
  const services = Object.keys(settings.values.services);
  const named = bundle?.kind === 'each' ? bundle.services : undefined;
  const unknown = Object.keys(named ?? {}).find((name) => !services.includes(name));
  if (unknown !== undefined) throw forNobody(unknown, services);

  const all = bundle?.kind === 'kept' || bundle?.kind === 'file' ? bundle : undefined;
  const lists = new Map<string, BundleList | undefined>();
  for (const one of all ? [all] : Object.values(named ?? {})) {
    if (one.kind === 'file') lists.set(one.file, await folders.read(one.file));
  }
  if (all && services.length > 1 && !(all.kind === 'file' && lists.get(all.file))) throw ambiguous(services.length);

  const chosen = services.map((service) => {
    const one: OneBundle | undefined = all ?? named?.[service];
    if (one === undefined) return [service, { kind: 'own' }] as const;
    const list = one.kind === 'file' ? lists.get(one.file) : undefined;
    if (one.kind === 'kept' || list === undefined) return [service, one] as const;
    return [service, listed(list, { folder: one.file, service, commit })] as const;
  });
  return Object.fromEntries(chosen);
}

interface Wanted {
  readonly folder: string;
  readonly service: string;
  readonly commit: string;
}

function listed(list: BundleList, { folder, service, commit }: Wanted): Chosen {
  if (list.commit !== commit) {
    throw new PreviewError(
      'bundle-other-commit',
      `The bundles in ${folder} are of commit ${list.commit}, and ${commit} is deployed`,
      {
        fault: 'user',
        hint: 'Run `preview-stacks bundle` in the job that checks this commit out, and hand its folder on to this one.',
      },
    );
  }
  const bundle = list.services[service];
  if (bundle === undefined) {
    throw new PreviewError('bundle-missing', `There is no bundle of ${service} in ${folder}`, {
      fault: 'user',
      hint: 'Make the folder with the settings of the target that is deployed: `preview-stacks bundle`.',
    });
  }
  const check = (hash: string) => {
    if (hash === bundle.hash) return;
    throw new PreviewError('bundle-changed', `${bundle.file} holds ${hash}, and its list says ${bundle.hash}`, {
      fault: 'user',
      hint: 'Nothing may change a bundle after it was made: run `preview-stacks bundle` again.',
    });
  };
  return { kind: 'file', file: bundle.file, check };
}

function forNobody(unknown: string, services: readonly string[]): PreviewError {
  return new PreviewError('bundle-for-nobody', `A bundle was given for ${unknown}, and there is no such service`, {
    fault: 'user',
    hint: `The services are ${services.join(', ')}.`,
  });
}

function ambiguous(count: number): PreviewError {
  return new PreviewError('bundle-ambiguous', `One bundle was given for ${count} services`, {
    fault: 'user',
    hint: 'Name the bundle of each (`--bundle web=<hash>,api=<hash>`), or give the folder that `preview-stacks bundle` made.',
  });
}
