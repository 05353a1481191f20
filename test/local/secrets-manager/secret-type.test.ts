import { secretsManagerSecret } from '../../../lib/local/secrets-manager/secret-type';
import { type SmallWorld, smallWorld } from '../small-world';

let small: SmallWorld;
beforeEach(async () => {
  small = smallWorld();
});
afterEach(() => small.close());

const generate = { SecretStringTemplate: '{"username":"app"}', GenerateStringKey: 'password', PasswordLength: 20 };

test('a secret is known by an ARN that ends in six random characters', async () => {
  const { physicalId, attributes } = await secretsManagerSecret.create(small.context(), { Name: 'shop/db' });
  expect(physicalId).toMatch(/^arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop\/db-[A-Za-z0-9]{6}$/);
  expect(attributes).toEqual({ Id: physicalId });
});

test('a generated password is put beside the fields of the template', async () => {
  const { physicalId } = await secretsManagerSecret.create(small.context(), { GenerateSecretString: generate });
  const fields = JSON.parse(small.world.secrets.value(physicalId));
  expect(fields).toEqual({ username: 'app', password: expect.stringMatching(/^.{20}$/) });
});

test('an update leaves a generated value alone as long as it asks for the same kind of value', async () => {
  const former = { GenerateSecretString: generate };
  const state = await secretsManagerSecret.create(small.context(), former);
  const value = small.world.secrets.value(state.physicalId);
  const described = { ...former, Description: 'of the shop' };
  await secretsManagerSecret.update(small.context(), state, described, former);
  expect(small.world.secrets.value(state.physicalId)).toBe(value);
  expect(small.world.secrets.get(state.physicalId).description).toBe('of the shop');
  const longer = { GenerateSecretString: { ...generate, PasswordLength: 40 } };
  await secretsManagerSecret.update(small.context(), state, longer, described);
  expect(small.world.secrets.value(state.physicalId, 'password')).toHaveLength(40);
});

test('a template that is no JSON object is refused', async () => {
  const properties = { GenerateSecretString: { ...generate, SecretStringTemplate: 'app' } };
  await expect(secretsManagerSecret.create(small.context(), properties)).rejects.toThrow(
    'Could not parse SecretStringTemplate',
  );
});

test('a deleted secret is gone at once, and deleting it again is no error', async () => {
  const state = await secretsManagerSecret.create(small.context(), { Name: 'shop', SecretString: 'text' });
  await secretsManagerSecret.delete(small.context(), state, {});
  await secretsManagerSecret.delete(small.context(), state, {});
  expect(small.world.secrets.list()).toEqual([]);
});
