import type { Branch } from '../../ports/source-repository';
import { isFields, listOf } from './fields';
import { notCredible } from './github-error';

export interface Repository {
  readonly fullName: string;
  readonly defaultBranch: string;
}

/** A page of branches; anything but a list of branches makes it untrustworthy as a whole. */
export function readBranches(data: unknown, asked: string): readonly Branch[] {
  return listOf(data, asked).map((item) => readBranch(item, asked));
}

export function readBranch(data: unknown, asked: string): Branch {
  const name = isFields(data) ? data.name : undefined;
  const commit = isFields(data) && isFields(data.commit) ? data.commit.sha : undefined;
  if (typeof name !== 'string' || name === '' || typeof commit !== 'string' || !/^[0-9a-f]{40,64}$/.test(commit)) {
    throw notCredible(asked, 'an entry is not a branch');
  }
  return { name, commit };
}

export function readRepository(data: unknown, asked: string): Repository {
  const fullName = isFields(data) ? data.full_name : undefined;
  const defaultBranch = isFields(data) ? data.default_branch : undefined;
  if (typeof fullName !== 'string' || typeof defaultBranch !== 'string')
    throw notCredible(asked, 'it is not a repository');
  return { fullName, defaultBranch };
}
