import type { ActRequest, PreviewRow } from '../../api';
import { act } from './acts';
import { at, button, type Child, focusKey, h } from './dom';
import { exactTime } from './format';

/** What a dialog asks, before something is done. */
interface Question {
  readonly title: string;
  readonly text: Child;
  readonly body?: readonly HTMLElement[];
  readonly submit: string;
  readonly danger?: boolean;
  /** Whether it may be done yet. @default it may */
  readonly ready?: () => boolean;
  readonly command: () => ActRequest['command'];
}

let dialogs = 0;

/** Asks in a dialog of its own, which is gone with its answer. The focus goes back to where it was. */
function question(row: PreviewRow, asked: Question): void {
  dialogs += 1;
  const id = `question-${dialogs}`;
  const submit = h(`button.${asked.danger ? 'danger' : 'primary'}`, asked.submit);
  const check = () => submit.setAttribute('aria-disabled', String(asked.ready?.() === false));
  const answered = (event: Event) => {
    event.preventDefault();
    if (asked.ready?.() === false) return;
    dialog.close();
    void act(row.branch, asked.command());
  };
  const from = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
  const closed = () => {
    dialog.remove();
    // The button may have been drawn anew meanwhile.
    focusKey(at('p-body'), from);
  };
  const dialog = h(
    'dialog.question',
    { 'aria-labelledby': id, close: closed },
    h(
      'form',
      { input: check, submit: answered },
      h('h2', { id }, asked.title),
      h('p', asked.text),
      ...(asked.body ?? []),
      h(
        'div.buttons',
        button('cancel', () => dialog.close(), 'Cancel'),
        submit,
      ),
    ),
  );
  check();
  document.body.append(dialog);
  dialog.showModal();
}

export function askDestroy(row: PreviewRow): void {
  const input = h('input', { autocomplete: 'off', autocapitalize: 'off', autofocus: true });
  question(row, {
    title: 'Destroy this preview?',
    text: 'Its instances, its database and its files are deleted for good. A new push makes a new preview, with test data.',
    body: [h('label.field', h('span', 'Type ', h('code', row.id), ' to go on'), input)],
    submit: 'Destroy with all its data',
    danger: true,
    ready: () => input.value.trim() === row.id,
    command: () => ({ verb: 'destroy' }),
  });
}

export function askKeep(row: PreviewRow, now: number): void {
  const date = h('input', { type: 'date', min: day(now + 86_400_000), 'aria-label': 'Until which day, by UTC' });
  const choices: readonly [string, string, Child?][] = [
    ['3d', '3 days'],
    ['7d', '7 days'],
    ['until', 'Until ', date],
    ...(row.keptUntil === undefined ? [] : [['no', 'No longer'] satisfies [string, string]]),
  ];
  const radios = choices.map(([value, title, more], index) =>
    h(
      'label',
      { class: 'choice' },
      h('input', { type: 'radio', name: 'keep', value, checked: index === 0 }),
      title,
      more,
    ),
  );
  const list = h('fieldset', { 'aria-label': 'How long' }, ...radios);
  const chosen = () => list.querySelector<HTMLInputElement>('input:checked')?.value;
  date.addEventListener('input', () => {
    const radio = list.querySelector<HTMLInputElement>('[value=until]');
    if (radio) radio.checked = true;
  });
  question(row, {
    title: 'Keep this preview',
    text:
      row.keptUntil === undefined
        ? 'Cleanup leaves it alone so long, whatever becomes of its branch.'
        : `It is kept until ${exactTime(row.keptUntil)}.`,
    body: [list],
    submit: 'Keep',
    ready: () => chosen() !== 'until' || date.value !== '',
    command: () => {
      const value = chosen();
      if (value === 'no') return { verb: 'keep', longer: false };
      return value === 'until' ? { verb: 'keep', until: date.value } : { verb: 'keep', for: value ?? '3d' };
    },
  });
}

export function askHold(row: PreviewRow, services: readonly string[]): void {
  const select = h('select', ...services.map((name) => h('option', { value: name }, name)));
  question(row, {
    title: 'Hold an instance?',
    text: 'One instance goes out of traffic for a look inside, and another takes its place. It costs as long as it is held.',
    body: services.length > 1 ? [h('label.field', h('span', 'Of which service'), select)] : [],
    submit: 'Hold',
    command: () => ({ verb: 'hold', ...(select.value !== '' && { service: select.value }) }),
  });
}

export function askRollback(row: PreviewRow, to: string, commit: string): void {
  question(row, {
    title: `Roll back to ${commit}?`,
    text: 'The version that ran then runs again. The data stays as it is now.',
    submit: 'Roll back',
    command: () => ({ verb: 'rollback', to }),
  });
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
