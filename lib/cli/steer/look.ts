import { consoleOfLogs } from '../../announce/links';
import { why } from '../../cleanup/plan/why';
import type { DeedEnd, Deeds } from '../../control/deeds';
import { endOf } from '../../control/do-asked';
import { estimate } from '../../cost/estimate';
import { dollars } from '../../cost/money';
import { costText, dailyCost } from '../../cost/of-target';
import { PreviewError, survivable } from '../../errors';
import { environmentOutputs } from '../../facts/environment-outputs';
import { maskedLogs } from '../../instances/masked-logs';
import { lookAt } from '../../previews/deployed/look-at';
import { isEndless, keepingOf, keptText } from '../../previews/keeping';
import { heldText } from '../../previews/record/held-text';
import { lastWork } from '../../previews/record/last-work';
import { targetOfBranch } from '../../settings/target-of-branch';
import { dueOf } from '../../sleep/due-of';
import { moment } from '../../text/moment';
import { shellWord } from '../../text/shell-word';
import { shortHash } from '../../text/short-hash';
import { plain, withoutColours } from '../../text/visible';
import { asksAws } from '../compose/announce';
import { standingText } from '../render/target/standing';
import { anyPreview } from '../session';
import { type Steering, settingsOf, withPorts, withPreview } from './steering';

type Looks = Pick<Deeds, 'status' | 'why' | 'cost' | 'logs'>;

const hourly = {
  sleep: 'puts it to sleep',
  wake: 'wakes it',
  release: 'releases an instance',
  nothing: 'leaves it so',
} as const;

/** So many lines of a log are read in a comment. */
const logLines = 50;

/** What is asked of the preview of a branch. Nothing is changed. */
export function looks(steering: Steering): Looks {
  const { invocation, session, pricesOf, isPublic, publicLogs, word } = steering;
  const { signal } = invocation;
  return {
    status: (branch) =>
      withPreview(steering, branch, async (ports, settings) => {
        const found = await lookAt(ports, settings).catch(notDeployed);
        if (found === undefined) {
          return { ended: 'done', text: `${branch} has no preview. \`${word} create\` makes one, and so does a push.` };
        }
        const { stack, record } = found;
        const [last] = record.deploys;
        const kept = keepingOf(
          { createdAt: lastWork(stack, record, ports.clock.now()) },
          record.keepUntil,
          settings.values.cleanup.maxKeepDays,
        );
        const url = stack.outputs[environmentOutputs.url];
        return {
          ...{
            ended: 'done',
            text: `${branch} is ${standingText(stack, record.sleep && { sleep: record.sleep })}.`,
          },
          ...(url !== undefined && { url }),
          lines: [
            ...(last ? [`Commit ${shortHash(last.commit)}, deployed ${moment(new Date(last.at))}.`] : []),
            ...(record.held ?? []).map((one) => `Held: ${heldText(one)}.`),
            ...(kept ? [`Kept ${keptText(kept.until)}.`] : []),
          ],
        };
      }),
    why: (branch) => {
      const settings = session.settingsOf(anyPreview);
      return withPorts(steering, settings, async (ports) => {
        const { decisions, plan, listed } = await why(ports, {
          settings,
          branch,
          target: targetOfBranch(session.file, branch),
          signal,
        });
        const [decision] = decisions;
        if (decision === undefined && !listed.stacks)
          return { ended: 'failed', text: `AWS did not list all stacks: what there is of ${branch} is not known.` };
        if (decision === undefined)
          return { ended: 'done', text: `${branch} has no preview: cleanup has nothing to decide.` };
        const { act, because } = await dueOf(ports, decision.preview, {
          settings,
          settingsOf: (name) => settingsOf(steering, name),
        });
        const goesAt = decision.verdict === 'keep' ? decision.expiry?.goesAt : undefined;
        return {
          ended: 'done',
          text: `Cleanup ${decision.verdict === 'keep' ? 'keeps' : 'deletes'} ${branch}: ${decision.because}.`,
          lines: [
            ...(goesAt && !isEndless(goesAt) ? [`Without a push it goes after ${moment(goesAt)}.`] : []),
            `The hourly job ${hourly[act]}: ${because}.`,
            ...(plan.refusal ? [`The whole run is refused: ${plan.refusal.because}.`] : []),
          ],
        };
      });
    },
    cost: async (branch) => {
      const settings = settingsOf(steering, branch);
      const prices = pricesOf(settings.values.region);
      const sum = dailyCost(settings, prices);
      if (sum === undefined) return { ended: 'done', text: `${branch} runs on this machine: nothing is billed.` };
      const { costPerDay } = settings.values.announce;
      return {
        ended: 'done',
        text: `${branch}: ${costText(sum, settings)}.`,
        lines: [
          ...(costPerDay === undefined ? [] : [`By the team's own reckoning: ${costPerDay} a day.`]),
          ...estimate(settings, prices).own.map(
            ({ what, quantity, perDay }) =>
              `${quantity} ${what}: ${perDay === undefined ? 'not known' : `${dollars(perDay)} a day`}`,
          ),
        ],
      };
    },
    logs: async (branch, { service = 'web' }) => {
      const settings = settingsOf(steering, branch);
      const services = Object.keys(settings.values.services);
      if (!services.includes(service)) {
        const text = `The settings name no service ${service}. It can be ${services.join(' or ')}.`;
        return { ended: 'refused', code: 'option-invalid', text };
      }
      const url = asksAws(invocation) ? consoleOfLogs(settings, service) : undefined;
      const link = url === undefined ? {} : { url };
      const byHand = `\`preview-stacks logs --branch ${shellWord(branch)} --service ${service}\` prints them, for who has the rights.`;
      if (isPublic && !publicLogs) {
        return {
          ended: 'done',
          text: `Anybody can read this pull request, so that lines of the log are not shown here.`,
          ...{ lines: [byHand], ...link },
        };
      }
      return withPorts(steering, settings, async (ports): Promise<DeedEnd> => {
        const found = await maskedLogs(ports, settings, { service, signal }).catch((error: unknown) => {
          if (error instanceof PreviewError && error.fault !== 'us') return survivable(error);
          throw error;
        });
        if (found instanceof PreviewError) {
          const end = endOf(found);
          return { ...end, lines: [...(end.lines ?? []), byHand], ...link };
        }
        const from = `${service}, in the instance ${found.instanceId}`;
        if ('because' in found) {
          const text = `The log of ${from}, is not shown: ${found.because}.`;
          return { ended: 'failed', text, lines: [byHand], ...link };
        }
        const log = found.lines.slice(-logLines).map((line) => plain(withoutColours(line)));
        return {
          ended: 'done',
          text: log.length === 0 ? `The log of ${from}, is empty.` : `The last ${log.length} lines of ${from}:`,
          log,
        };
      });
    },
  };
}

function notDeployed(error: unknown): undefined {
  if (error instanceof PreviewError && error.code === 'not-deployed') return undefined;
  throw error;
}
