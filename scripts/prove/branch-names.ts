import { gitAccepts, texts } from '../../test/naming/against-git';
import { isBranch } from '../../test/naming/branches';
import type { Proof } from './proof';

/** Which texts are names of branches, by us and by git; `npm test` asks for the first 50 of each kind. */
export async function proveBranchNames(): Promise<Proof> {
  const all = texts(2000);
  const faults = all.filter((name) => isBranch(name) !== gitAccepts(name));
  return {
    done: `${all.length.toLocaleString('en')} texts held against git`,
    faults: faults.map((name) => JSON.stringify(name)),
  };
}
