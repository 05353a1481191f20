import type { TargetRule } from './target-under-check';

const keys = ['email', 'topic', 'minutes', 'serverErrorsPercent', 'latencySeconds', 'databaseFreePercent'];
const paths = [...keys, 'databaseConnections'].map((key) => `alarms.${key}`);

/** Alarms go to one place, and that is in the region of what they watch. */
export const alarmsRule: TargetRule = ({ kind, values }) => {
  const { alarms, region, database } = values;
  if (alarms === undefined || alarms === 'none') return [];
  const { email, topic } = alarms;
  const topicRegion = topic?.split(':')[3];
  return [
    email === undefined &&
      topic === undefined && {
        settings: paths,
        message: 'the alarms go to no one',
        hint: `Set ${kind}.alarms.email to an address, or alarms.topic to the ARN of a topic.`,
      },
    email !== undefined &&
      topic !== undefined && {
        settings: ['alarms.email', 'alarms.topic'],
        message: 'alarms go to an address or to a topic, not to both',
        hint: 'Remove alarms.email, and subscribe the address to the topic by hand.',
      },
    topicRegion !== undefined &&
      region !== undefined &&
      topicRegion !== region && {
        settings: ['alarms.topic'],
        message: `the topic is in ${topicRegion}, what the alarms watch in ${region}`,
        hint: `Give the ARN of a topic in ${region}.`,
      },
    database === 'none' &&
      alarms.databaseConnections !== undefined && {
        settings: ['alarms.databaseConnections'],
        message: 'there is no database that could have connections',
        hint: 'Remove alarms.databaseConnections.',
      },
  ];
};
