import { GetParameterCommand, GetParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { openParameters } from '../../../lib/local/ssm/open-parameters';
import { ssmParameter } from '../../../lib/local/ssm/parameter-type';
import { ssmService } from '../../../lib/local/ssm/ssm-service';
import { type ServedServices, serveServices } from '../serve-services';
import { type SmallWorld, smallWorld } from '../small-world';
import { memoryJournal } from '../state/memory-journal';

// What AWS answered, recorded by LocalStack's suite (github localstack/localstack 8b9a79f, tests/aws/services).
let served: ServedServices;
let client: SSMClient;
let small: SmallWorld;

beforeEach(async () => {
  small = smallWorld();
  const parameters = openParameters({ journal: memoryJournal(), accountId: '111122223333' });
  served = await serveServices(
    ssmService({
      documents: undefined as never,
      parameters,
      beanstalk: {} as never,
      journal: memoryJournal(),
      endpoint: () => '',
    }),
  );
  client = new SSMClient(served.client);
  await client.send(new PutParameterCommand({ Name: '/shop/colour', Value: 'green', Type: 'String' }));
});

afterEach(async () => {
  client.destroy();
  await served.close();
  await small.close();
});

const get = (Name: string) => client.send(new GetParameterCommand({ Name }));

test('O12 a selector asks for a version', async () => {
  expect((await get('/shop/colour:1')).Parameter).toMatchObject({ Value: 'green', Version: 1, Selector: ':1' });
  await expect(get('/shop/colour:7')).rejects.toMatchObject({ name: 'ParameterVersionNotFound' });
  const { Parameters } = await client.send(new GetParametersCommand({ Names: ['/shop/colour:1'] }));
  expect(Parameters?.map(({ Value }) => Value)).toEqual(['green']);
});

test('O12 a name that no parameter can have is a ValidationException', async () => {
  await expect(get('shop colour')).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(get('/shop//colour')).rejects.toMatchObject({ name: 'ValidationException' });
});

test('C13 the name of a parameter without one is CFN, the resource and 12 letters (test_stacks::test_stack_deletion_order[C], 2025-08-01)', async () => {
  const { physicalId } = await ssmParameter.create(small.context('A'), { Type: 'String', Value: 'x' });
  expect(physicalId).toMatch(/^CFN-A-[A-Za-z0-9]{12}$/);
});

// https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
test('a value has 4,096 characters, 8,192 in the advanced tier', async () => {
  const put = (length: number, Tier: 'Standard' | 'Advanced' | 'Intelligent-Tiering') =>
    client.send(
      new PutParameterCommand({ Name: '/long', Value: 'x'.repeat(length), Type: 'String', Tier, Overwrite: true }),
    );
  expect((await put(4096, 'Standard')).Tier).toBe('Standard');
  await expect(put(4097, 'Standard')).rejects.toThrow(/^Standard tier parameters support a maximum/);
  expect((await put(8192, 'Intelligent-Tiering')).Tier).toBe('Advanced');
  await expect(put(8193, 'Advanced')).rejects.toMatchObject({ name: 'ValidationException' });
});
