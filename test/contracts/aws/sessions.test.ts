import { DescribeSessionsCommand } from '@aws-sdk/client-ssm';
import { AwsEnvironments } from '../../../lib/aws/beanstalk/environments';
import { AwsSessions } from '../../../lib/aws/beanstalk/sessions';
import { SystemClock } from '../../../lib/machine/system-clock';
import { FakeSessions } from '../../fakes/fake-sessions';
import { LocalApp } from './local-app';
import { describeSessionsContract } from './sessions.contract';

describeSessionsContract('the fake', async () => {
  const sessions = new FakeSessions();
  return { sessions, instanceId: 'i-0123456789abcdef0', open: async () => [...sessions.open] };
});

let app: LocalApp;
beforeAll(async () => {
  app = await LocalApp.start();
});
afterAll(() => app.stop());

describeSessionsContract('SSM', async () => {
  const { clients } = app;
  const [instanceId = ''] = await new AwsEnvironments(clients, new SystemClock()).instances(LocalApp.environmentName);
  const open = async () => {
    const { Sessions = [] } = await clients.ssm.send(new DescribeSessionsCommand({ State: 'Active' }));
    return Sessions.map(({ SessionId = '' }) => SessionId);
  };
  return { sessions: new AwsSessions(clients), instanceId, open };
});

test('an instance without an agent is not managed, and the address is the one that was asked', async () => {
  const request = { document: 'AWS-StartInteractiveCommand', parameters: { command: ['id'] }, reason: 'contract' };
  const sessions = new AwsSessions(app.clients);
  await expect(sessions.start({ ...request, instanceId: 'i-0d5c7930bbb66cc43' })).rejects.toMatchObject({
    code: 'instance-not-managed',
  });
  const [instanceId = ''] = await new AwsEnvironments(app.clients, new SystemClock()).instances(
    LocalApp.environmentName,
  );
  const { endpoint } = await sessions.start({ ...request, instanceId });
  expect(endpoint).toBe(process.env.AWS_ENDPOINT_URL);
});
