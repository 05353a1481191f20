import type { ResourceContext } from '../../../lib/local/resource/resource-type';
import { ssmDocument } from '../../../lib/local/ssm/document-type';
import { openDocuments } from '../../../lib/local/ssm/open-documents';
import type { SsmState } from '../../../lib/local/ssm/parameters';
import { memoryJournal } from '../state/memory-journal';

const documents = openDocuments({ journal: memoryJournal() });
const context = { world: { documents }, stackName: 'shop', logicalId: 'Logs' } as unknown as ResourceContext<SsmState>;
const step = (...runCommand: string[]) => ({ action: 'aws:runShellScript', name: 'logs', inputs: { runCommand } });
const content = (...runCommand: string[]) => ({ schemaVersion: '2.2', mainSteps: [step(...runCommand)] });
const properties = { Name: 'logs', DocumentType: 'Command', UpdateMethod: 'NewVersion', Content: content('true') };

test('a document is made, gets a new version, and goes', async () => {
  const made = await ssmDocument.create(context, properties);
  expect(made.physicalId).toBe('logs');
  await expect(ssmDocument.create(context, properties)).rejects.toMatchObject({ code: 'DocumentAlreadyExists' });
  const changed = {
    ...properties,
    Content: JSON.stringify(content('echo {{ n }}')).replace(
      '"mainSteps"',
      '"parameters":{"n":{"type":"String"}},"mainSteps"',
    ),
  };
  await ssmDocument.update(context, made, changed, properties);
  expect(documents.find('logs')).toEqual({ name: 'logs', version: 2, parameters: { n: {} }, lines: ['echo {{ n }}'] });
  const replaced = { ...changed, UpdateMethod: 'Replace' };
  await expect(ssmDocument.update(context, made, replaced, changed)).rejects.toMatchObject({
    code: 'ValidationException',
  });
  await ssmDocument.delete(context, made, changed);
  expect(documents.find('logs')).toBeUndefined();
});

test.each<[string, object]>([
  ['a name of AWS', { Name: 'AWS-logs' }],
  ['a name with other characters', { Name: 'logs of web' }],
  ['another type', { DocumentType: 'Session' }],
  ['another form', { DocumentFormat: 'YAML' }],
])('%s is refused', async (_, other) => {
  await expect(ssmDocument.create(context, { ...properties, ...other })).rejects.toMatchObject({
    code: 'ValidationException',
  });
});

test.each<[string, unknown]>([
  ['another version', { ...content('true'), schemaVersion: '1.2' }],
  ['no step', { ...content('true'), mainSteps: [] }],
  ['two steps', { ...content('true'), mainSteps: [step('true'), step('true')] }],
  ['another action', { ...content('true'), mainSteps: [{ ...step('true'), action: 'aws:runPowerShellScript' }] }],
  ['a condition', { ...content('true'), mainSteps: [{ ...step('true'), precondition: {} }] }],
  ['no line', content()],
  ['a parameter that it does not declare', content('echo {{ n }}')],
  ['a parameter of another type', { ...content('true'), parameters: { n: { type: 'StringList' } } }],
  ['text that is no JSON', 'schemaVersion: 2.2'],
])('content with %s is refused', async (_, Content) => {
  await expect(ssmDocument.create(context, { ...properties, Content })).rejects.toMatchObject({
    code: 'InvalidDocumentContent',
  });
});
