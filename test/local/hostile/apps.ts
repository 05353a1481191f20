const platformArn =
  'arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 22 running on 64bit Amazon Linux 2023/6.8.0';

/** Host names of the apps of `templateOf`. */
export const hostsOf: readonly string[] = ['one.preview.localhost', 'two.preview.localhost'];

/** An app that answers as no app should, when it is asked to; it greets web sockets. */
export const appSource = `
const { createServer } = require('node:http');
const raw = { '/status': 'HTTP/1.1 099 Odd\\r\\n\\r\\n', '/header': 'HTTP/1.1 200 OK\\r\\nx: a\\x01b\\r\\n\\r\\nx' };
createServer((asked, answer) => {
  const { socket, url } = asked;
  if (raw[url]) socket.end(raw[url]);
  else if (url === '/switch') socket.write('HTTP/1.1 101 Unasked\\r\\nupgrade: x\\r\\nconnection: upgrade\\r\\n\\r\\n');
  else if (url === '/cut') { answer.write('half'); setImmediate(() => socket.resetAndDestroy()); }
  else if (url === '/flood') { console.log('y'.repeat(300000)); process.stdout.write('z'.repeat(300000)); answer.end(); }
  else answer.end('well');
}).on('upgrade', (asked, socket) => {
  socket.on('error', () => {});
  socket.write('HTTP/1.1 101 Welcome\\r\\nupgrade: echo\\r\\nconnection: upgrade\\r\\n\\r\\n');
  socket.pipe(socket);
}).listen(process.env.PORT, '127.0.0.1');
`;

/** A stack with an environment and a record for each host. */
export function templateOf(bucket: string): object {
  const trust = { Version: '2012-10-17', Statement: [] };
  const options = {
    'aws:elasticbeanstalk:environment/EnvironmentType': 'SingleInstance',
    'aws:autoscaling:launchconfiguration/IamInstanceProfile': { Ref: 'Profile' },
    'aws:elasticbeanstalk:environment:process:default/HealthCheckPath': '/health',
    'aws:elasticbeanstalk:cloudwatch:logs/StreamLogs': 'true',
  };
  const OptionSettings = Object.entries(options).map(([name, Value]) => {
    const [Namespace, OptionName] = name.split('/');
    return { Namespace, OptionName, Value };
  });
  const SourceBundle = { S3Bucket: bucket, S3Key: 'app.zip' };
  return {
    Resources: {
      App: { Type: 'AWS::ElasticBeanstalk::Application', Properties: { ApplicationName: 'shop' } },
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } },
      Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: 'Role' }] } },
      Version: {
        Type: 'AWS::ElasticBeanstalk::ApplicationVersion',
        Properties: { ApplicationName: { Ref: 'App' }, SourceBundle },
      },
      ...Object.fromEntries(
        hostsOf.flatMap((name, index) => [
          [
            `Web${index}`,
            {
              Type: 'AWS::ElasticBeanstalk::Environment',
              Properties: {
                ...{ ApplicationName: { Ref: 'App' }, VersionLabel: { Ref: 'Version' } },
                ...{ PlatformArn: platformArn, OptionSettings },
              },
            },
          ],
          [
            `Host${index}`,
            {
              Type: 'AWS::Route53::RecordSet',
              Properties: {
                ...{ HostedZoneName: 'localhost.', Name: name, Type: 'A', TTL: '60' },
                ResourceRecords: [{ 'Fn::GetAtt': [`Web${index}`, 'EndpointURL'] }],
              },
            },
          ],
        ]),
      ),
    },
  };
}
