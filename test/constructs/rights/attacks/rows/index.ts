import type { Group } from '../table';
import { beanstalkMadeRows } from './beanstalk-made';
import { bundleRows } from './bundles';
import { commandRows } from './commands';
import { controlRows } from './control';
import { dataRows } from './data';
import { dnsRows } from './dns';
import { elsewhereRows } from './elsewhere';
import { environmentRows } from './environments';
import { folderRows } from './folders';
import { givenRows } from './given';
import { imageRows } from './images';
import { instanceRows } from './instances';
import { logRows } from './logs';
import { peopleRows } from './people';
import { resourceRows } from './resources';
import { roleRows } from './roles';
import { secretRows } from './secrets';
import { stackRows } from './stacks';
import { trustRows } from './trust';

const withoutRights: readonly Group[] = [
  ...[
    beanstalkMadeRows,
    bundleRows,
    commandRows,
    controlRows,
    dataRows,
    dnsRows,
    elsewhereRows,
    environmentRows,
    folderRows,
  ],
  ...[imageRows, instanceRows, logRows, peopleRows, resourceRows, roleRows, secretRows, stackRows, trustRows],
].flat();

/** Every attack, and the right use beside it. Rows for a new role or condition go into the file of their subject, or a new one here. */
export const attacks: readonly Group[] = [...withoutRights, ...givenRows(withoutRights)];
