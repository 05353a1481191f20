import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { AwsError } from '../../../lib/local/http/aws-error';
import { type Paging, pageAsked, pageBackwards, pageOf } from '../../../lib/local/http/page';
import { rolesService } from '../../../lib/local/iam/iam-service';
import { openRoles } from '../../../lib/local/iam/open-roles';
import { serveServices } from '../serve-services';
import { memoryJournal } from '../state/memory-journal';

const five = ['a', 'b', 'c', 'd', 'e'];
const ask = (token?: string) => ({ token, size: 2, invalidToken: 'InvalidToken' });

test('pages follow one another; the last has no token', () => {
  expect(pageOf(five, ask())).toEqual({ items: ['a', 'b'], next: '2' });
  expect(pageOf(five, ask('2'))).toEqual({ items: ['c', 'd'], next: '4' });
  expect(pageOf(five, ask('4'))).toEqual({ items: ['e'] });
});

test('backwards, an entry added in between moves no page', () => {
  const first = pageBackwards(five, ask());
  expect(first.items).toEqual(['e', 'd']);
  expect(pageBackwards([...five, 'f'], ask(first.next))).toEqual({ items: ['c', 'b'], next: '1' });
  expect(pageBackwards(five, ask('1'))).toEqual({ items: ['a'] });
});

test('a token that the service did not give is refused with the code of the service', async () => {
  expect(() => pageOf(five, ask('-1'))).toThrow(AwsError);
  expect(() => pageOf(five, ask('page-2'))).toThrow(expect.objectContaining({ code: 'InvalidToken', status: 400 }));
  const served = await serveServices(
    rolesService({ roles: openRoles({ journal: memoryJournal(), accountId: '123456789012' }) }),
  );
  const client = new IAMClient(served.client);
  await expect(client.send(new ListRolesCommand({ Marker: 'nonsense' }))).rejects.toMatchObject({
    name: 'ValidationError',
  });
  client.destroy();
  await served.close();
});

describe('the page that a request asks for', () => {
  const paging: Paging = {
    ...{ token: 'Marker', invalidToken: 'InvalidToken', size: 'MaxItems', sizes: [1, 4], usual: 3 },
    invalidSize: 'ValidationError',
  };
  const page = (asked: Readonly<Record<string, string>>, more: Partial<Paging> = {}) =>
    pageAsked(five, { text: (name) => asked[name] }, { ...paging, ...more });

  test('has the size that it says, else the usual one, else the most', () => {
    expect(page({ MaxItems: '2', Marker: '1' })).toEqual({ items: ['b', 'c'], next: '3' });
    expect(page({}).items).toHaveLength(3);
    expect(page({}, { usual: undefined }).items).toHaveLength(4);
  });

  test.each([
    ['0', "'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1"],
    ['5', "'maxItems' failed to satisfy constraint: Member must have value less than or equal to 4"],
    ['1.5', "Value '1.5'"],
    ['many', "Value 'many'"],
  ])('is none with a size of %s', (MaxItems, said) => {
    const error = expect.objectContaining({ code: 'ValidationError', message: expect.stringContaining(said) });
    expect(() => page({ MaxItems })).toThrow(error);
    const refusal = (given: string) => `Not ${given}`;
    expect(() => page({ MaxItems }, { refusal })).toThrow(`Not ${MaxItems}`);
  });
});
