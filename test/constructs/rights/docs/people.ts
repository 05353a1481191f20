import type { Shown } from './shown';

const control = '`ControlRoleArn`, when settings have `control`';
const viewer = 'the policy `ViewerPolicyArn`';
const developer = 'the policy `DeveloperPolicyArn`';
const ownDocument = 'the role for control runs one document of ours on instances tagged as previews, and no other';
const noCommand = 'no other role runs commands';
const nothing = 'the policies for people change nothing but by a command';
const ofStages = 'the role for control neither reads, writes nor deletes in the folder of a stage';
const folders = 'the role for control reads and writes records and templates of previews, and reads their bundles';
const logs = 'the role for control reads templates of previews, and of no stage, and no log at all';
const stacks = 'the role for control makes, changes and deletes stacks of previews alone';
const databases = 'the role for control starts and stops databases of previews alone';
const standby = 'the role for control takes instances of previews out of service and ends them, and no others';
const measures = 'the role for control reads what balancers counted, and writes no measure';
const secrets = 'the role for control reads no secret and no file of an app';
const buckets = 'cleanup and control empty buckets of previews, and of no stage';
const snapshots = 'cleanup and control delete snapshots of previews, and of nothing else';
const groups = 'cleanup and control delete logs of previews, and of no stage';
const others = 'cleanup and control delete nothing of another project';
const sweeps = 'the role for control sweeps the folders of previews, and what lies in no folder of theirs stays';
const notices = 'the role for control notes which previews are gone, and leaves the heartbeat of cleanup alone';
const kept = 'the role for control reads neither what was measured nor what was asked for';
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
  [`${control} may read and write their records and templates, and read their bundles`]: [folders],
  [`${control} may look as a viewer does, but for stages, events and logs`]: [logs],
  [`${control} may empty their buckets`]: [buckets],
  [`${control} may sweep what they left, and note that they are gone`]: [sweeps, notices, snapshots, groups],
  [`${control} may create lines of the audit`]: [audit],
  [`${control} may run one document of ours on instances of previews, which shows the log of an app without its secrets`]:
    [ownDocument],
  [`${control} may not run another command on an instance, or read a log as it is`]: [ownDocument, logs],
  [`${control} may not read a secret or a file that an app stores, or write a bundle`]: [secrets, folders],
  [`${control} may not lift a protection`]: ['the role for control lifts no protection'],
  [`${control} may not change or delete a line of the audit or an event, or read one`]: [
    ...[audit, kept, sweeps, 'nor is it for control'],
  ],
  [`${control} may not write what cleanup remembers of its runs`]: [notices],
  [`${control} may not change or delete anything of staging, production, another project or another account, or read their records, templates and logs`]:
    [
      ...[stacks, databases, standby, logs, ofStages, buckets, snapshots, groups, others],
      'the role for control reaches nothing of another account, and takes no other role',
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
