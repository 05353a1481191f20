import type { Shown } from './shown';

const control = '`ControlRoleArn`, when settings have `control`';
const viewer = 'the policy `ViewerPolicyArn`';
const developer = 'the policy `DeveloperPolicyArn`';
const noCommand = 'no other role runs commands';
const nothing = 'the policies for people change nothing but by a command';
const ofStages = 'the role for control neither reads nor writes the folder of a stage';
const folders = 'the role for control reads and writes records and templates of previews, and no bundle';
const logs = 'the role for control reads logs and templates of previews, and of no stage';
const stacks = 'the role for control makes, changes and deletes stacks of previews alone';
const databases = 'the role for control starts and stops databases of previews alone';
const standby = 'the role for control takes instances of previews out of service and ends them, and no others';
const measures = 'the role for control reads what balancers counted, and writes no measure';
const secrets = 'the role for control reads no secret and no file of an app, and empties no bucket';
const audit = 'the role for control creates lines of the audit, and neither reads, changes nor deletes one';
const commands = 'the policy for developers runs commands on instances tagged as previews';
const sessions = 'the policy for developers opens sessions with instances tagged as previews, by two documents';
const ownSessions = 'the policy for developers ends and resumes sessions of the same person alone';
const passwords = 'the policy for developers reads passwords of databases of previews, and no other secret';
const blind = 'the policy for developers looks at nothing, for which there is the other one';

/** The phrases of the table of roles about the role that acts for people, and about the policies for people. */
export const people: Readonly<Record<string, Shown>> = {
  [`${control} may make, change and delete stacks named \`<project>-preview-*\` under the previews' role and no other`]:
    [stacks, 'the role for control hands over the role for previews and no other'],
  [`${control} may start and stop their databases`]: [databases],
  [`${control} may take their instances out of service and end those`]: [standby],
  [`${control} may read measures of CloudWatch`]: [measures],
  [`${control} may read and write their records and templates`]: [folders],
  [`${control} may look as a viewer does`]: [logs],
  [`${control} may create lines of the audit`]: [audit],
  [`${control} may not run a command on an instance`]: [noCommand],
  [`${control} may not read a secret, a bundle or a file that an app stores`]: [secrets, folders],
  [`${control} may not empty a bucket`]: [secrets],
  [`${control} may not lift a protection`]: ['the role for control lifts no protection'],
  [`${control} may not change or delete a line of the audit, or read one`]: [audit, 'nor is it for control'],
  [`${control} may not change anything of staging or production, or read their records, templates and logs`]: [
    ...[stacks, databases, standby, logs, ofStages],
  ],
  [`${viewer} may list what exists, with states, tags, outputs and health`]: [
    'the policy for viewers lists what exists, with states, tags, outputs and health',
  ],
  [`${viewer} may read the records of all targets, events, and the templates and logs of previews`]: [
    'the policy for viewers reads records and events, and templates and logs of previews',
  ],
  [`${viewer} may not change anything`]: [nothing, noCommand],
  [`${viewer} may not read templates and logs of stages or of another project`]: [
    'the policy for viewers reads no templates and logs of stages or other projects',
  ],
  [`${viewer} may not read bundles, secrets, files that an app stores, or the audit`]: [
    'the policy for viewers reads no bundles, no audit, no secrets and no files of an app',
  ],
  [`${developer} may run commands on instances tagged as previews`]: [commands],
  [`${developer} may not look at anything, for which there is the other policy`]: [blind],
  [`${developer} may not deploy`]: [nothing],
  [`${developer} may not run commands on instances of stages or of another project, or open a session there`]: [
    ...[commands, sessions],
  ],
  [`${developer} may open sessions with them, for a terminal and for a way to a database`]: [sessions],
  [`${developer} may end and resume sessions of one's own`]: [ownSessions],
  [`${developer} may read the passwords of databases of previews`]: [passwords],
  [`${developer} may not read another secret`]: [passwords],
  [`${developer} may not open a session with another document, or end one of somebody else`]: [sessions, ownSessions],
};
