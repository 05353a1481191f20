import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { openNetwork } from '../../../lib/local/ec2/open-network';
import type { EnvironmentRequest, OptionSetting } from '../../../lib/local/elastic-beanstalk/beanstalk';
import { openBeanstalk } from '../../../lib/local/elastic-beanstalk/open-beanstalk';
import { openBalancers } from '../../../lib/local/elbv2/open-balancers';
import { FaultList } from '../../../lib/local/faults/fault-list';
import { AwsError } from '../../../lib/local/http/aws-error';
import { openRoles } from '../../../lib/local/iam/open-roles';
import { openLogs } from '../../../lib/local/logs/open-logs';
import { openZones } from '../../../lib/local/route53/open-zones';
import { openSecrets } from '../../../lib/local/secrets-manager/open-secrets';
import { openQueues } from '../../../lib/local/sqs/open-queues';
import { openDocuments } from '../../../lib/local/ssm/open-documents';
import { openParameters } from '../../../lib/local/ssm/open-parameters';
import { FileJournal } from '../../../lib/local/state/file-journal';
import { zipOf } from './zip-of';

const region = 'eu-central-1';
export const platformArn = `arn:aws:elasticbeanstalk:${region}::platform/Node.js 22 running on 64bit Amazon Linux 2023/6.8.0`;

/** An app that answers with its environment, crashes and turns ill on demand. */
const appSource = `
const http = require('node:http');
let ill = false;
console.log('listening soon');
http.createServer((asked, answer) => {
  if (asked.url === '/crash') process.exit(7);
  if (asked.url === '/ill') ill = true;
  if (asked.url === '/well') ill = false;
  answer.statusCode = asked.url === '/health' && ill ? 500 : 200;
  if (asked.url === '/slow') return setTimeout(() => answer.end(JSON.stringify({ pid: process.pid })), 400);
  answer.end(JSON.stringify({ env: process.env, folder: process.cwd(), pid: process.pid }));
}).listen(process.env.PORT, '127.0.0.1');
`;

export const appFiles: Readonly<Record<string, string>> = { Procfile: 'web: node server.js\n', 'server.js': appSource };

export type AppWorld = Awaited<ReturnType<typeof openAppWorld>>;

/** Beanstalk and what it stands on, with objects in memory; `close` removes everything but a folder that was given. */
export async function openAppWorld(
  options: {
    folder?: string;
    bundles?: Map<string, Buffer>;
    endpoint?: string;
    containerVariables?: Readonly<Record<string, string | undefined>>;
    groupStepMs?: number;
    now?: () => number;
  } = {},
) {
  // Without a container program, whatever this machine has.
  const {
    endpoint = 'http://127.0.0.1:4566',
    containerVariables = { PATH: '/nonexistent' },
    groupStepMs = 20,
  } = options;
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'beanstalk-')));
  const bundles = options.bundles ?? new Map<string, Buffer>();
  const accountId = '111122223333';
  const journal = new FileJournal(folder, options.now);
  const parts = {
    ...{ accountId, folder, journal, endpoint: () => endpoint, containerVariables },
    secrets: openSecrets({ journal, accountId }),
    documents: openDocuments({ journal }),
    parameters: openParameters({ journal, accountId }),
    logs: openLogs({ journal, folder }),
    roles: openRoles({ journal, accountId }),
    network: openNetwork({ journal, region }),
    balancers: openBalancers({ journal, accountId }),
    faults: new FaultList(),
    databases: { caCertificate: 'THE AUTHORITY\n' },
    queues: openQueues({ journal, accountId, endpoint: () => 'http://127.0.0.1:4566' }),
    s3: {
      getObject: async (_bucket: string, key: string) => {
        const bytes = bundles.get(key);
        if (!bytes) {
          throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
        }
        return { body: Readable.from([bytes]), size: bytes.length, etag: '"etag"' };
      },
    },
  };
  if (!parts.roles.hasProfile('app')) {
    const assume = { Version: '2012-10-17', Statement: [] };
    parts.roles.createRole({ name: 'app', document: assume, managedPolicyArns: [] });
    parts.roles.createProfile({ name: 'app', roles: ['app'] });
  }
  const timing = { startDeadlineMs: 4000, pollMs: 60, restartDelayMs: 20, probeTimeoutMs: 1000, groupStepMs };
  const beanstalk = await openBeanstalk({ ...parts, region, timing });
  if (beanstalk.applications().length === 0) {
    await beanstalk.createApplication('shop');
  }
  return {
    ...parts,
    zones: openZones({ journal }),
    bundles,
    beanstalk,
    region,
    async version(label: string, files: Readonly<Record<string, string>> | Buffer = appFiles): Promise<string> {
      bundles.set(label, Buffer.isBuffer(files) ? files : await zipOf(files));
      return beanstalk.createVersion('shop', { bucket: 'bundles', key: label }, label);
    },
    async close() {
      await beanstalk.close();
      await journal.close();
      if (options.folder === undefined) {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** A single instance of version `v1` with some option values by `namespace/name`. */
export function requestFor(
  environmentName: string,
  values: Readonly<Record<string, string>> = {},
  change: Partial<EnvironmentRequest> = {},
): EnvironmentRequest {
  return {
    ...{
      applicationName: 'shop',
      environmentName,
      versionLabel: 'v1',
      platformArn,
      tier: 'WebServer',
      tags: {},
      region,
    },
    options: optionsOf({
      'aws:elasticbeanstalk:environment/EnvironmentType': 'SingleInstance',
      'aws:autoscaling:launchconfiguration/IamInstanceProfile': 'app',
      'aws:elasticbeanstalk:environment:process:default/HealthCheckPath': '/health',
      ...values,
    }),
    ...change,
  };
}

export function optionsOf(values: Readonly<Record<string, string>>): readonly OptionSetting[] {
  return Object.entries(values).map(([name, value]) => {
    const [namespace = '', optionName = ''] = name.split('/');
    return { namespace, optionName, value };
  });
}

export const property = (name: string) => `aws:elasticbeanstalk:application:environment/${name}`;
export const secret = (name: string) => `aws:elasticbeanstalk:application:environmentsecrets/${name}`;

export interface AppAnswer {
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly pid: number;
}

/** What the app of `appSource` says. */
export async function ask(port: number | undefined, path = '/'): Promise<AppAnswer> {
  return JSON.parse(await get(port, path)) as AppAnswer;
}

function get(port: number | undefined, path = '/'): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, agent: false }, (response) => text(response).then(resolve, reject))
      .on('error', reject)
      .end();
  });
}

/** Waits until something is so; fails after five seconds. */
export async function until(what: () => boolean): Promise<void> {
  for (let waited = 0; !what(); waited += 10) {
    if (waited > 5000) {
      throw new Error(`It did not come about: ${what}`);
    }
    await sleep(10);
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export const never = new AbortController().signal;
