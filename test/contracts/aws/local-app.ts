import { type AwsClients, awsClients } from '../../../lib/aws/clients';
import { autoScalingService } from '../../../lib/local/autoscaling/autoscaling-service';
import { beanstalkService } from '../../../lib/local/elastic-beanstalk/wire/elastic-beanstalk-service';
import { logsService } from '../../../lib/local/logs/logs-service';
import { ssmService } from '../../../lib/local/ssm/ssm-service';
import { pointSdkAt } from '../../aws/aws-environment';
import { type AppWorld, never, openAppWorld, property, requestFor } from '../../local/elastic-beanstalk/app-world';
import { type ServedServices, serveServices } from '../../local/serve-services';

/** Writes nine lines, then answers. */
const source = `
for (let i = 1; i < 10; i += 1) console.log('hello ' + i);
require('node:http').createServer((asked, answer) => answer.end('well')).listen(process.env.PORT, '127.0.0.1');
`;
const files = { Procfile: 'web: node server.js\n', 'server.js': source };

/** Beanstalk, its groups, its logs and SSM behind a port, with one app that really runs. */
export class LocalApp {
  static readonly environmentName = 'shop-staging--web';

  static async start(): Promise<LocalApp> {
    const world = await openAppWorld();
    const served = await serveServices(
      // Beanstalk asks S3 only when it makes a storage location, which no test here asks for.
      beanstalkService({ ...world, s3: {} as never }),
      logsService(world),
      ssmService(world),
      autoScalingService(world),
    );
    await world.version('v1', files);
    const streaming = { 'aws:elasticbeanstalk:cloudwatch:logs/StreamLogs': 'true' };
    await world.beanstalk.createEnvironment(requestFor(LocalApp.environmentName, streaming), never);
    pointSdkAt(served.endpoint);
    return new LocalApp(world, served, awsClients({ region: 'eu-central-1', maxAttempts: 2 }));
  }

  private constructor(
    private readonly world: AppWorld,
    private readonly served: ServedServices,
    readonly clients: AwsClients,
  ) {}

  /** A document for Run Command, as a stack makes it. */
  addDocument(name: string, ...lines: readonly string[]): void {
    this.world.documents.put({ name, parameters: {}, lines });
  }

  /** A further environment, with these properties. */
  async launchWith(properties: Readonly<Record<string, string>>): Promise<string> {
    const options = Object.entries(properties).map(([name, value]) => [property(name), value]);
    return this.launch('shop-staging--jobs', Object.fromEntries(options));
  }

  /** A further environment, with two instances behind a balancer. */
  async launchTwo(): Promise<string> {
    return this.launch('shop-staging--pair', {
      'aws:elasticbeanstalk:environment/EnvironmentType': 'LoadBalanced',
      'aws:autoscaling:asg/MinSize': '2',
      'aws:autoscaling:asg/MaxSize': '2',
    });
  }

  private async launch(name: string, options: Readonly<Record<string, string>>): Promise<string> {
    await this.world.beanstalk.createEnvironment(requestFor(name, options), never);
    return name;
  }

  async stop(): Promise<void> {
    this.clients.close();
    await this.served.close();
    await this.world.close();
  }
}
