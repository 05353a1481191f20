import type { ChatList, ChatProject } from '../../../control/chat/chat-project';
import type { Deeds, DeedVerb } from '../../../control/deeds';
import { stagingBucket } from '../../../previews/deployed/staging-application';
import { listPreviews } from '../../../previews/list-previews';
import { ownerOf } from '../../../previews/preview';
import type { Progress } from '../../../progress';
import { targetOfBranch } from '../../../settings/target-of-branch';
import type { Invocation } from '../../command';
import { slackOf } from '../../compose/control/slack';
import type { Ports } from '../../compose/ports';
import { openPricesOrWarn } from '../../compose/prices';
import { standingText } from '../../render/target/standing';
import { anyPreview, type Session } from '../../session';
import { deedsOf } from '../deeds';
import { steeringOf, withPorts } from '../steering';

/**
 * A project as a bot steers it: with the settings that its folder had when the bot began.
 *
 * @param ports of the previews of the session
 * @throws PreviewError `control-off`, `slack-off`
 */
export function chatProjectOf(invocation: Invocation, session: Session, ports: Ports, progress: Progress): ChatProject {
  const { control, slack } = slackOf(session);
  const settings = session.settingsOf(anyPreview);
  return {
    ...{ name: session.file.project, slack, policy: control, audit: ports.audit },
    bucket: () => stagingBucket(ports, settings),
    isStage: (branch) => targetOfBranch(session.file, branch).kind !== 'preview',
    deeds: anew(() => openDeeds(invocation, session, progress, slack.slashCommand ?? '/preview')),
    list: () => list(invocation, session, progress),
  };
}

/** Each act has a session of its own. */
async function openDeeds(invocation: Invocation, shared: Session, progress: Progress, word: string): Promise<Deeds> {
  const session = { ...shared };
  const pricesOf = await openPricesOrWarn(session, progress);
  return deedsOf(await steeringOf({ invocation, session, progress, word, pricesOf }));
}

const verbs = [
  ...['status', 'why', 'cost', 'logs', 'create', 'rebuild'],
  ...['keep', 'sleep', 'wake', 'rollback', 'hold', 'release', 'destroy'],
] as readonly DeedVerb[];

function anew(open: () => Promise<Deeds>): Deeds {
  type Deed = (...given: readonly unknown[]) => Promise<unknown>;
  const one =
    (verb: DeedVerb): Deed =>
    async (...given) =>
      ((await open())[verb] as Deed)(...given);
  return Object.fromEntries(verbs.map((verb) => [verb, one(verb)])) as unknown as Deeds;
}

async function list(invocation: Invocation, session: Session, progress: Progress): Promise<ChatList> {
  const settings = session.settingsOf(anyPreview);
  return withPorts({ invocation, session, progress }, settings, async (ports) => {
    const listed = await listPreviews(ports, {
      ...{ owner: ownerOf(settings, ports.repository), values: settings.values, settingsOf: session.settingsOf },
      ...{ now: ports.clock.now(), signal: invocation.signal },
    });
    const previews = listed.targets.flatMap((one) =>
      one.target.kind === 'preview'
        ? [
            {
              branch: one.target.branch,
              state: standingText({ status: one.state }, one),
              url: one.url,
              isAsleep: one.sleep?.state === 'asleep',
            },
          ]
        : [],
    );
    return { previews, ...(listed.because !== undefined && { because: listed.because }) };
  });
}
