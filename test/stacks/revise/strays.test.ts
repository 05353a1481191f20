import type { ProposedChange, ProposedDetail } from '../../../lib/ports/stacks';
import { strays } from '../../../lib/stacks/revise/strays';

const mayChange = new Map([
  ['Version', { properties: ['SourceBundle'], mayBeReplaced: true }],
  ['Web', { properties: ['OptionSettings', 'VersionLabel'], mayBeReplaced: false }],
]);
const property = (name: string, more: Partial<ProposedDetail> = {}): ProposedDetail => ({
  ...{ attribute: 'Properties', property: name, isDynamic: false },
  ...more,
});
const change = (logicalId: string, details: readonly ProposedDetail[], more: Partial<ProposedChange> = {}) => ({
  ...{ logicalId, type: 'AWS::X::Y', action: 'Modify', replacement: 'False', details },
  ...more,
});
const version = change('Version', [property('SourceBundle')], { replacement: 'True' });
const web = change('Web', [
  property('OptionSettings'),
  property('VersionLabel', { isDynamic: true, causedBy: 'Version' }),
]);

test('another version and the options of its environment are what was asked for', () => {
  expect(strays([version, web], mayChange)).toEqual([]);
});

test('what follows from an allowed change is let through: an address in a record, in the options of a sibling', () => {
  const dynamic = { isDynamic: true, causedBy: 'Web.EndpointURL' };
  const host = change('Host', [property('ResourceRecords', dynamic)]);
  const sibling = change('Api', [property('OptionSettings', dynamic), property('OptionSettings', { isDynamic: true })]);
  expect(strays([version, web, host, sibling], mayChange)).toEqual([]);
});

test.each<readonly [string, ProposedChange]>([
  ['a database that is touched', change('Database', [property('AllocatedStorage')])],
  ['a database of which nothing is said', change('Database', [])],
  ['a new resource', change('More', [], { action: 'Add', replacement: '' })],
  ['a resource that goes', change('Files', [], { action: 'Remove', replacement: '' })],
  ['an action that is unknown', change('Web', [], { action: 'Sync' })],
  ['an environment that is replaced', change('Web', [property('OptionSettings')], { replacement: 'True' })],
  ['an environment that may be replaced', change('Web', [property('OptionSettings')], { replacement: 'Conditional' })],
  ['an environment whose replacement is left open', change('Web', [property('OptionSettings')], { replacement: '' })],
  ['another property of an environment', change('Web', [property('PlatformArn')])],
  ['tags of an environment', change('Web', [{ attribute: 'Tags', isDynamic: false }])],
  ['another property of a version', change('Version', [property('ApplicationName')], { replacement: 'True' })],
  [
    'what follows and would be replaced',
    change('Host', [property('Name', { causedBy: 'Web.EndpointURL', isDynamic: true })], {
      replacement: 'Conditional',
    }),
  ],
  [
    'what follows from a resource that does not change',
    change('Host', [property('ResourceRecords', { causedBy: 'Other.Arn', isDynamic: true })]),
  ],
  [
    'a value that is dynamic and follows from nothing',
    change('Host', [property('ResourceRecords', { isDynamic: true })]),
  ],
])('%s is named', (_, stray) => {
  const others = stray.logicalId === 'Web' ? [version] : stray.logicalId === 'Version' ? [web] : [version, web];
  expect(strays([...others, stray], mayChange)).toEqual([expect.stringContaining(stray.logicalId)]);
});
