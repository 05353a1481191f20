import { iamInstanceProfile } from '../../../lib/local/iam/instance-profile-type';
import { iamManagedPolicy } from '../../../lib/local/iam/managed-policy-type';
import { iamOidcProvider } from '../../../lib/local/iam/oidc-provider-type';
import { iamPolicy } from '../../../lib/local/iam/policy-type';
import { iamRole } from '../../../lib/local/iam/role-type';
import { type SmallWorld, smallWorld } from '../small-world';

let small: SmallWorld;
beforeEach(async () => {
  small = smallWorld();
});
afterEach(() => small.close());

const document = { Version: '2012-10-17', Statement: [] };
const role = { AssumeRolePolicyDocument: document };

test('a role without a name is called after its stack, in at most 64 characters', async () => {
  const context = { ...small.context('InstanceRole'.repeat(5)), stackName: 'shop-preview-'.repeat(8) };
  const { physicalId, attributes } = await iamRole.create(context, role);
  expect(physicalId.length).toBeLessThanOrEqual(64);
  expect(physicalId).toMatch(/^shop-preview-.*-InstanceRole.*-[A-Z0-9]{12}$/);
  expect(attributes.Arn).toBe(`arn:aws:iam::123456789012:role/${physicalId}`);
});

test('a role has the path, boundary and policies of its template', async () => {
  const boundary = await iamManagedPolicy.create(small.context('Boundary'), {
    ManagedPolicyName: 'boundary',
    PolicyDocument: document,
  });
  const properties = {
    ...role,
    RoleName: 'shop-instance',
    Path: '/previews/',
    PermissionsBoundary: boundary.physicalId,
    Policies: [{ PolicyName: 'own', PolicyDocument: document }],
  };
  const state = await iamRole.create(small.context('Role'), properties);
  expect(state.attributes.Arn).toBe('arn:aws:iam::123456789012:role/previews/shop-instance');
  expect(small.world.roles.role('shop-instance')).toMatchObject({
    boundary: boundary.physicalId,
    inline: { own: document },
  });
  await expect(iamManagedPolicy.delete(small.context('Boundary'), boundary, {})).rejects.toThrow(
    'attached to entities',
  );
  await iamRole.update(small.context('Role'), state, { ...role, RoleName: 'shop-instance' }, properties);
  expect(small.world.roles.role('shop-instance')).toMatchObject({ boundary: undefined, inline: {} });
});

test('a role cannot be deleted before the instance profile that holds it', async () => {
  const state = await iamRole.create(small.context('Role'), role);
  const profile = await iamInstanceProfile.create(small.context('Profile'), { Roles: [state.physicalId] });
  await expect(iamRole.delete(small.context('Role'), state, role)).rejects.toThrow(
    'Cannot delete entity, must remove roles from instance profile first.',
  );
  await iamInstanceProfile.delete(small.context('Profile'), profile, {});
  await iamRole.delete(small.context('Role'), state, role);
  expect(small.world.roles.roles()).toEqual([]);
});

test('what is named must exist', async () => {
  const missing = 'arn:aws:iam::123456789012:policy/none';
  await expect(iamRole.create(small.context(), { ...role, PermissionsBoundary: missing })).rejects.toThrow(missing);
  await expect(iamInstanceProfile.create(small.context(), { Roles: ['none'] })).rejects.toThrow(
    'role with name none cannot',
  );
  const policy = { PolicyName: 'own', PolicyDocument: document, Roles: ['none'] };
  await expect(iamPolicy.create(small.context(), policy)).rejects.toThrow('role with name none cannot be found');
});

test('an inline policy follows its template from role to role, and goes with it', async () => {
  const one = await iamRole.create(small.context('One'), role);
  const two = await iamRole.create(small.context('Two'), role);
  const policy = { PolicyName: 'own', PolicyDocument: document, Roles: [one.physicalId] };
  const state = await iamPolicy.create(small.context('Policy'), policy);
  const moved = { ...policy, Roles: [two.physicalId] };
  await iamPolicy.update(small.context('Policy'), state, moved, policy);
  expect(small.world.roles.role(one.physicalId)?.inline).toEqual({});
  expect(small.world.roles.role(two.physicalId)?.inline).toEqual({ own: document });
  await iamPolicy.delete(small.context('Policy'), state, moved);
  expect(small.world.roles.role(two.physicalId)?.inline).toEqual({});
});

test('an identity provider is known by the host of its URL', async () => {
  const { physicalId } = await iamOidcProvider.create(small.context(), {
    Url: 'https://oidc.circleci.com/org/1',
    ClientIdList: ['1'],
  });
  expect(physicalId).toBe('arn:aws:iam::123456789012:oidc-provider/oidc.circleci.com/org/1');
});

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html: 3,600 seconds when no value is specified.
test('C15 a role whose template drops description and session goes back to none and an hour', async () => {
  const context = small.context('Role');
  const asked = { ...role, RoleName: 'shop' };
  const given = { ...asked, Description: 'sells', MaxSessionDuration: 7200 };
  const state = await iamRole.create(context, given);
  expect(small.world.roles.roles()[0]).toMatchObject({ description: 'sells', maxSession: 7200 });
  await iamRole.update(context, state, asked, given);
  expect(small.world.roles.roles()[0]).toMatchObject({ description: '', maxSession: 3600 });
});
