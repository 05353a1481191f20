import { rolesService } from '../../../lib/local/iam/iam-service';
import { iamInstanceProfile } from '../../../lib/local/iam/instance-profile-type';
import { iamRole } from '../../../lib/local/iam/role-type';
import { type ServedServices, serveServices } from '../serve-services';
import { type SmallWorld, smallWorld } from '../small-world';

let small: SmallWorld;
let served: ServedServices;
beforeEach(async () => {
  small = smallWorld();
  served = await serveServices(rolesService(small.world));
});
afterEach(async () => {
  await served.close();
  await small.close();
});

const call = (Action: string, more: Readonly<Record<string, string>> = {}) => served.query('iam', { Action, ...more });

test('a role comes back with its document, and with the policies that it has', async () => {
  const document = { Version: '2012-10-17', Statement: [] };
  await iamRole.create(small.context('Role'), {
    RoleName: 'shop-instance',
    AssumeRolePolicyDocument: document,
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'],
    Policies: [{ PolicyName: 'own', PolicyDocument: document }],
  });
  await iamInstanceProfile.create(small.context('Profile'), { InstanceProfileName: 'shop', Roles: ['shop-instance'] });
  const encoded = encodeURIComponent(JSON.stringify(document));
  expect(await call('GetRole', { RoleName: 'shop-instance' })).toContain(
    `<AssumeRolePolicyDocument>${encoded}</AssumeRolePolicyDocument>`,
  );
  expect(await call('ListAttachedRolePolicies', { RoleName: 'shop-instance' })).toContain(
    '<PolicyName>AmazonSSMManagedInstanceCore</PolicyName>',
  );
  expect(await call('ListRolePolicies', { RoleName: 'shop-instance' })).toContain('<member>own</member>');
  expect(await call('GetRolePolicy', { RoleName: 'shop-instance', PolicyName: 'own' })).toContain(encoded);
  expect(await call('GetInstanceProfile', { InstanceProfileName: 'shop' })).toContain(
    '<RoleName>shop-instance</RoleName>',
  );
});

test('what does not exist is NoSuchEntity', async () => {
  for (const [action, name] of [
    ['GetRole', 'RoleName'],
    ['GetInstanceProfile', 'InstanceProfileName'],
    ['GetPolicy', 'PolicyArn'],
  ] as const) {
    expect(await call(action, { [name]: 'none' })).toContain('<Code>NoSuchEntity</Code>');
  }
});

test('roles are listed page by page', async () => {
  for (const name of ['a', 'b', 'c']) {
    small.world.roles.createRole({ name, document: {}, managedPolicyArns: [] });
  }
  const first = await call('ListRoles', { MaxItems: '2' });
  expect(first).toContain('<IsTruncated>true</IsTruncated><Marker>2</Marker>');
  const second = await call('ListRoles', { MaxItems: '2', Marker: '2' });
  expect(second.match(/<RoleName>./g)).toEqual(['<RoleName>c']);
});
