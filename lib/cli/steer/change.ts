import { destroy } from '../../cleanup/destroy';
import { keep } from '../../cleanup/keep/keep';
import { wishOf } from '../../cleanup/keep/wish-of';
import type { DeedEnd, Deeds } from '../../control/deeds';
import { rollback } from '../../deploy/rollback/rollback';
import { hold } from '../../instances/hold/hold';
import { release } from '../../instances/hold/release';
import { heldText } from '../../previews/record/held-text';
import { sleep } from '../../sleep/sleep';
import { wake } from '../../sleep/wake';
import { shortHash } from '../../text/short-hash';
import { announceRemovals, announcerOf, announceSleepOf } from '../compose/announce';
import { releaseLines } from '../render/hold/hold-lines';
import { keepLines } from '../render/keep-lines';
import { type Steering, settingsOf, withPorts, withPreview } from './steering';

type Changes = Pick<Deeds, 'keep' | 'sleep' | 'wake' | 'hold' | 'release' | 'rollback' | 'destroy'>;

/** What changes the preview of a branch, as the commands of these names do. */
export function changes(steering: Steering): Changes {
  const { invocation, session, outputs, word } = steering;
  const { signal } = invocation;
  return {
    keep: (branch, asked) => {
      const wish = wishOf(asked);
      return withPreview(steering, branch, async (ports, settings) => {
        const outcome = await keep(ports, { settings, wish });
        const isDone = outcome.kind === 'kept' || outcome.kind === 'no-longer';
        // Until when it stays is in the comment.
        if (isDone) await announceSleepOf(ports, settings, outputs);
        return ending(isDone ? 'done' : 'refused', keepLines(outcome));
      });
    },
    sleep: (branch) =>
      withPreview(steering, branch, async (ports, settings) => {
        const { kind, goesOn } = await sleep(ports, { settings, signal });
        await announceSleepOf(ports, settings, outputs);
        const text = kind === 'already' ? `${branch} was asleep already.` : `${branch} is asleep.`;
        return ending('done', [text, ...goesOn, `\`${word} wake\` wakes it, and so does a push.`]);
      }),
    wake: (branch) =>
      withPreview(steering, branch, async (ports, settings) => {
        const { kind, url } = await wake(ports, { settings, signal });
        await announceSleepOf(ports, settings, outputs);
        return { ...ending('done', [kind === 'already' ? `${branch} was awake.` : `${branch} is awake.`]), url };
      }),
    hold: (branch, { service }) =>
      withPreview(steering, branch, async (ports, settings) => {
        const { held, already } = await hold(ports, { settings, signal, ...(service !== undefined && { service }) });
        return ending('done', [
          `${already ? 'Already held' : 'Held'}: ${heldText(held)}.`,
          `It gets no requests, and runs on as it is. \`${word} release\` ends it. Deploys are refused meanwhile.`,
        ]);
      }),
    release: (branch) =>
      withPreview(steering, branch, async (ports, settings) =>
        ending('done', releaseLines(await release(ports, { settings, signal }))),
      ),
    rollback: async (branch, { to }) => {
      const settings = settingsOf(steering, branch);
      const { progress } = steering;
      const announcer = outputs && announcerOf(session, settings, { outputs, progress, kept: false });
      return withPorts({ ...steering, progress: announcer ?? progress }, settings, async (ports) => {
        const outcome = await rollback(ports, { settings, signal, ...(to !== undefined && { to }) }).catch(
          async (error: unknown) => {
            await announcer?.rollbackFailed(error);
            throw error;
          },
        );
        if (outcome.kind === 'declined') return ending('refused', ['Nothing was changed.']);
        await announcer?.ended({ ...outcome, kind: 'deployed' });
        const { from, to: now } = outcome.back;
        return {
          ...ending('done', [
            `${branch} is back from ${shortHash(from)} to ${shortHash(now)}.`,
            'Its database and files are as they were: migrations are not taken back. The next push deploys forward.',
          ]),
          url: outcome.url,
        };
      });
    },
    destroy: (branch) =>
      withPreview(steering, branch, async (ports, settings) => {
        const { deployments, pullRequests, github } = outputs ?? {};
        const outcome = await destroy(ports, {
          ...{ settings, confirmed: true, signal },
          ...(github && { removalNotices: ports.removalNotices }),
        });
        if (outcome.kind !== 'tried') return ending('done', [`${branch} has no preview.`]);
        const { result } = outcome;
        if (github) {
          const places = { deployments, pullRequests };
          await announceRemovals(ports, settings, places, { results: [result], left: [] }, signal);
        }
        if (result.outcome === 'deleted') {
          return ending('done', [`The preview of ${branch} is deleted with its data. A push makes a new one.`]);
        }
        return ending('failed', [
          `${result.stackName}: ${result.outcome}, ${result.because}.`,
          `\`${word} destroy\` again takes away what is left.`,
        ]);
      }),
  };
}

/** The first line is the answer. */
function ending(ended: DeedEnd['ended'], [text = '', ...lines]: readonly string[]): DeedEnd {
  return { ended, text, ...(lines.length > 0 && { lines }) };
}
