import type { BranchesAnswer } from '../../api';
import { act } from './acts';
import { ask, sentence } from './ask';
import { at, button, fill, h } from './dom';
import { banner } from './top';

const mostBranches = 50;

let branchesAnswer: BranchesAnswer | undefined;
let chosenBranch: string | undefined;

/** The dialog for a new preview: any branch that has none. */
export function wireCreate(close: () => void): void {
  at('create-search').addEventListener('input', drawCreate);
  at('create-form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (chosenBranch === undefined) return;
    const branch = chosenBranch;
    close();
    void act(branch, { verb: 'create' });
  });
}

export async function openCreate(): Promise<void> {
  const dialog = at<HTMLDialogElement>('create');
  if (dialog.open) return;
  at<HTMLInputElement>('create-search').value = '';
  chosenBranch = undefined;
  dialog.showModal();
  await loadBranches();
}

async function loadBranches(): Promise<void> {
  branchesAnswer = undefined;
  at('create-list').setAttribute('aria-busy', 'true');
  fill('create-list', undefined, () => []);
  drawCreate();
  const came = await ask<BranchesAnswer>('/api/branches');
  at('create-list').removeAttribute('aria-busy');
  if ('value' in came) {
    branchesAnswer = came.value;
    return drawCreate();
  }
  fill('create-list', came.refusal, () => [
    banner(
      'bad',
      'The branches could not be listed',
      sentence(came.refusal),
      button('again.small', () => void loadBranches(), 'Try again'),
    ),
  ]);
}

function drawCreate(): void {
  at('create-submit').setAttribute('aria-disabled', String(chosenBranch === undefined));
  if (!branchesAnswer) return;
  const search = at<HTMLInputElement>('create-search').value.trim().toLowerCase();
  const found = branchesAnswer.branches.filter(({ name }) => name.toLowerCase().includes(search));
  // What is not shown cannot be meant.
  const shown = found.slice(0, mostBranches);
  if (!shown.some(({ name, impossible }) => name === chosenBranch && impossible === undefined))
    chosenBranch = undefined;
  const [only] = found;
  if (found.length === 1 && only && only.impossible === undefined) chosenBranch = only.name;
  at('create-submit').setAttribute('aria-disabled', String(chosenBranch === undefined));
  const { complete, branches } = branchesAnswer;
  fill('create-list', [shown, chosenBranch, found.length, complete], () => [
    !complete && banner('warn', 'Not all branches could be listed'),
    ...shown.map(({ name, impossible }) =>
      h(
        'label',
        { class: 'choice' },
        h('input', {
          ...{ type: 'radio', name: 'branch', value: name, 'data-key': name },
          ...{ checked: name === chosenBranch, disabled: impossible !== undefined },
          change: () => {
            chosenBranch = name;
            drawCreate();
          },
        }),
        h('span', h('bdi', name), impossible !== undefined && h('small.soft', impossible)),
      ),
    ),
    found.length > mostBranches && h('p.soft', `${found.length - mostBranches} more: type a part of the name.`),
    found.length === 0 &&
      h(
        'p',
        { class: 'soft' },
        branches.length === 0 ? 'Every branch has a preview. Push a new one first.' : 'No branch has this in its name.',
      ),
  ]);
}
