import type { LiveTarget } from '../ending';
import type { Subject } from '../subject';

/** What a deploy did not do, and why; and what became of the test data. */
export function deployNotes(
  { settings }: Pick<Subject, 'settings'>,
  { operation, data }: LiveTarget,
): readonly string[] {
  return [
    ...(operation === 'unchanged' ? ['The stack was left as it is: app and settings have not changed.'] : []),
    testData(data, settings.values.seed !== undefined),
  ];
}

function testData(data: LiveTarget['data'], wanted: boolean): string {
  if (data === 'seeded') return 'Test data was installed.';
  return wanted
    ? 'Test data was not installed again: it was installed earlier, and what is there is kept.'
    : 'No test data: the settings name no `seed`.';
}
