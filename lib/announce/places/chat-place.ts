import type { Chat, ChatLine, ChatMessage } from '../../ports/chat';
import { duration } from '../../text/duration';
import { webAddress } from '../../text/markdown';
import { shortHash } from '../../text/short-hash';
import { visible, visibleLines } from '../../text/visible';
import type { Ending } from '../ending';
import { backText, type Subject } from '../subject';
import type { Place, Trace } from './place';

/** The team's chat hears how deploys end, and nothing in between. */
export class ChatPlace implements Place {
  readonly name = 'chat';

  constructor(private readonly chat: Chat) {}

  async started(): Promise<void> {}

  async ended(subject: Subject, ending: Ending, done: (trace: Trace) => void): Promise<void> {
    const message = deployMessage(subject, ending);
    if (message === undefined) return;
    await this.chat.post(message);
    done({ chat: true });
  }
}

/** The chat's message about a deploy; none unless it is ready or has failed. */
function deployMessage(subject: Subject, ending: Ending): ChatMessage | undefined {
  const { settings, target, branch } = subject;
  const what = target.kind === 'preview' ? `preview of ${visible(branch)}` : target.kind;
  const back = subject.back && backText(subject.back);
  const title = (state: string) => `${settings.project}: ${what} ${state}`;
  if (ending.kind === 'ready') {
    const { running } = ending;
    const urls = [...new Set([running.url, ...Object.values(running.urls)])];
    return {
      title: title(back === undefined ? 'is ready' : `was rolled ${back}`),
      tone: 'good',
      lines: [
        ...urls.slice(0, 10).map((url) => linked('', url, url)),
        { label: 'In', text: duration(running.milliseconds) },
        ...origin(subject),
      ],
    };
  }
  if (ending.kind !== 'failed') return undefined;
  return {
    title: title(back === undefined ? 'failed' : 'could not be rolled back'),
    tone: 'bad',
    lines: [
      { label: 'Cause', text: visibleLines(ending.because, 1000) },
      ...(ending.hint === undefined ? [] : [{ label: 'What to do', text: visible(ending.hint, 500) }]),
      ...origin(subject),
    ],
  };
}

/** Whose commit it is, and where its log is. */
function origin({ commit, message, run, back }: Subject): readonly ChatLine[] {
  return [
    { label: 'Commit', text: `${shortHash(commit)}${message === undefined ? '' : ` ${visible(message)}`}` },
    ...(run?.actor === undefined
      ? []
      : [{ label: back ? 'Rolled back by' : 'Pushed by', text: visible(run.actor, 100) }]),
    ...(webAddress(run?.url) === undefined ? [] : [linked('', 'Log of the run', run?.url)]),
  ];
}

function linked(label: string, text: string, address: string | undefined): ChatLine {
  const url = webAddress(address);
  return { ...(label !== '' && { label }), text, ...(url !== undefined && { url }) };
}
