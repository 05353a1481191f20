import { environmentOutputs } from '../../facts/environment-outputs';

type Outputs = Readonly<Record<string, string>>;

/** What is still to be done for the alarms: SNS sends none to an address that has not agreed (SNS developer guide, "Email notifications"). */
export function unconfirmed(before: Outputs | undefined, now: Outputs): readonly string[] {
  const address = now[environmentOutputs.alarmEmail];
  if (address === undefined || address === before?.[environmentOutputs.alarmEmail]) return [];
  return [
    `Confirm the subscription: AWS wrote to ${address}, and no alarm arrives there until someone follows the link`,
  ];
}
