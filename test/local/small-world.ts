import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCertificates } from '../../lib/local/acm/open-certificates';
import { openNetwork } from '../../lib/local/ec2/open-network';
import { openBalancers } from '../../lib/local/elbv2/open-balancers';
import { openRoles } from '../../lib/local/iam/open-roles';
import type { Databases } from '../../lib/local/rds/databases';
import { openDatabases } from '../../lib/local/rds/open-databases';
import type { ResourceContext } from '../../lib/local/resource/resource-type';
import { openZones } from '../../lib/local/route53/open-zones';
import { openSecrets } from '../../lib/local/secrets-manager/open-secrets';
import type { CloudState } from '../../lib/local/services';
import { openParameters } from '../../lib/local/ssm/open-parameters';
import { emptyDatabases } from './rds/empty-databases';
import { memoryJournal } from './state/memory-journal';

const region = 'eu-central-1';
const accountId = '123456789012';

let folder: string;
let databases: Databases;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-world-'));
  databases = await openDatabases({ journal: memoryJournal(), accountId, region, folder });
});
afterAll(async () => {
  await databases.close();
  await rm(folder, { recursive: true, force: true });
});

/** The parts of a world that need neither objects nor apps, all real; a file's worlds share a PostgreSQL server, which starts when it is used. */
export function smallWorld() {
  const options = { journal: memoryJournal(), accountId, region, folder };
  const parts: Partial<CloudState> = {
    ...options,
    databases,
    endpoint: () => 'http://127.0.0.1:1',
    balancers: openBalancers(options),
    certificates: openCertificates(options),
    network: openNetwork(options),
    parameters: openParameters(options),
    roles: openRoles(options),
    secrets: openSecrets(options),
    zones: openZones(options),
  };
  const world = parts as CloudState;
  return {
    world,
    /** What the engine hands to a resource type. */
    context: (logicalId = 'Thing', tags: Readonly<Record<string, string>> = {}): ResourceContext<CloudState> => ({
      ...{ world, region, accountId, logicalId, tags },
      stackId: `arn:aws:cloudformation:${region}:${accountId}:stack/shop/1`,
      stackName: 'shop',
      signal: new AbortController().signal,
    }),
    close: () => emptyDatabases(databases),
  };
}

export type SmallWorld = ReturnType<typeof smallWorld>;
