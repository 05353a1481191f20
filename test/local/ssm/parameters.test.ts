import {
  DeleteParameterCommand,
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { openParameters } from '../../../lib/local/ssm/open-parameters';
import { ssmService } from '../../../lib/local/ssm/ssm-service';
import { type ServedServices, serveServices } from '../serve-services';
import { memoryJournal } from '../state/memory-journal';

let served: ServedServices;
let client: SSMClient;

beforeEach(async () => {
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
});

afterEach(async () => {
  client.destroy();
  await served.close();
});

const put = (Name: string, Value: string, Type: 'String' | 'SecureString' = 'String') =>
  client.send(new PutParameterCommand({ Name, Value, Type }));

test('a parameter is put, read, replaced when asked for, and deleted', async () => {
  await put('/shop/colour', 'green');
  await expect(put('/shop/colour', 'red')).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
  const again = new PutParameterCommand({ Name: '/shop/colour', Value: 'red', Overwrite: true });
  expect((await client.send(again)).Version).toBe(2);
  const { Parameter } = await client.send(new GetParameterCommand({ Name: '/shop/colour' }));
  expect(Parameter).toMatchObject({
    ...{ Name: '/shop/colour', Value: 'red', Type: 'String', Version: 2 },
    ARN: 'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/colour',
  });
  expect(Parameter?.LastModifiedDate).toBeInstanceOf(Date);
  await client.send(new DeleteParameterCommand({ Name: '/shop/colour' }));
  await expect(client.send(new GetParameterCommand({ Name: '/shop/colour' }))).rejects.toMatchObject({
    name: 'ParameterNotFound',
  });
});

test('a secure value is shown to those alone who ask for decryption', async () => {
  await put('/shop/key', 'open sesame', 'SecureString');
  const read = (WithDecryption: boolean) => client.send(new GetParameterCommand({ Name: '/shop/key', WithDecryption }));
  expect((await read(true)).Parameter?.Value).toBe('open sesame');
  expect((await read(false)).Parameter?.Value).not.toContain('sesame');
});

test('several are read at once, and those that are not there are named', async () => {
  await put('/shop/a', '1');
  const { Parameters, InvalidParameters } = await client.send(
    new GetParametersCommand({ Names: ['/shop/a', '/none'] }),
  );
  expect(Parameters?.map(({ Value }) => Value)).toEqual(['1']);
  expect(InvalidParameters).toEqual(['/none']);
});

test('those below a path come in pages of ten', async () => {
  for (let number = 0; number < 12; number += 1) {
    await put(`/shop/n${number}`, 'x');
  }
  await put('/shop/deep/er', 'y');
  await put('/shopping', 'z');
  const first = await client.send(new GetParametersByPathCommand({ Path: '/shop' }));
  const second = await client.send(new GetParametersByPathCommand({ Path: '/shop', NextToken: first.NextToken }));
  expect([first.Parameters?.length, second.Parameters?.length, second.NextToken]).toEqual([10, 2, undefined]);
});
