import { PreviewError } from '../errors';
import type { Target } from '../naming/target';
import type { Checkout } from '../ports/checkout';
import type { Clock } from '../ports/clock';
import type { Progress, ProgressEvent } from '../progress';
import type { ResolvedSettings } from '../settings/resolve';
import { type DeployEnd, type Ending, endingOf } from './ending';
import type { Announced } from './events';
import { type Outputs, wantedOutputs } from './outputs';
import { ChatPlace } from './places/chat-place';
import { CommentPlace } from './places/comment-place';
import { CommitStatusPlace } from './places/commit-status-place';
import { DeploymentPlace } from './places/deployment-place';
import type { Place, Trace } from './places/place';
import { knownOf, type Subject, subjectOf } from './subject';
import { withDeadline } from './with-deadline';

export interface AnnouncePorts {
  readonly outputs: Outputs;
  readonly checkout: Checkout;
  readonly clock: Clock;
  readonly progress: Progress;
}

/** Time for the announcements at the end of a deploy. */
const endMs = 60_000;
/** CI kills a job about ten seconds after it asks the job to stop. */
const interruptedMs = 8_000;

type Started = Extract<ProgressEvent, { readonly kind: 'deploy-started' | 'rollback-started' }>;

/**
 * Announces one deploy or rollback: listens to its progress, announces the start and the end. Every place is tried by itself. A failure becomes an event
 * and never changes how the deploy ends.
 */
export class DeployAnnouncer implements Progress {
  private readonly places: readonly Place[];
  private start: Started | undefined;
  private readonly beginnings = new Map<Place, Promise<unknown>>();

  constructor(
    private readonly ports: AnnouncePorts,
    private readonly settings: ResolvedSettings,
    /** For a kept bundle the commit is known only at the end. */
    private readonly kept = false,
  ) {
    const wanted = wantedOutputs(ports.outputs, settings.values.announce);
    this.places = placesOf(wanted, settings.target, ports.clock);
  }

  emit(event: ProgressEvent): void {
    this.ports.progress.emit(event);
    if (event.kind !== 'deploy-started' && event.kind !== 'rollback-started') return;
    this.start = event;
    if (!this.kept) this.begin(event);
  }

  /** The deploy returned. Undefined when there is nothing to announce. */
  async ended(end: DeployEnd): Promise<Announced | undefined> {
    const ending = endingOf(end);
    if (ending === undefined) return undefined;
    if (ending.kind !== 'skipped') return this.say(ending);
    // On a person's machine the commit need not be on GitHub at all.
    const { checkout } = this.ports;
    const inCi = (await checkout.run().catch(() => undefined)) !== undefined;
    const foreign = (await checkout.foreign().catch(() => 'unknown')) !== undefined;
    return inCi && !foreign ? this.say(ending) : undefined;
  }

  /** The deploy threw. */
  async failed(error: unknown): Promise<Announced | undefined> {
    const interrupted = error instanceof PreviewError && error.code === 'interrupted';
    if (this.start === undefined && interrupted) return undefined;
    const because = error instanceof Error ? error.message : String(error);
    const hint = error instanceof PreviewError ? error.hint : undefined;
    return this.say({ kind: interrupted ? 'interrupted' : 'failed', because, ...(hint !== undefined && { hint }) });
  }

  /** A rollback threw. What it refuses before it begins concerns the person who asked, and is said to no one else. */
  async rollbackFailed(error: unknown): Promise<Announced | undefined> {
    return this.start === undefined ? undefined : this.failed(error);
  }

  private begin(start: Started): void {
    const { commit, url } = start;
    const { settings } = this;
    const { outputs, checkout } = this.ports;
    const known = { settings, commit, url, ...knownOf(outputs, settings), ...backOf(start) };
    const subject = subjectOf(checkout, known);
    for (const place of this.places) {
      // What fails now is tried again at the end, and reported then.
      const beginning = subject.then((known) => place.started(known)).catch((error: unknown) => error);
      this.beginnings.set(place, beginning);
    }
  }

  private async say(ending: Ending): Promise<Announced> {
    const { clock, progress } = this.ports;
    const subject = await this.subjectOf(ending);
    const milliseconds = ending.kind === 'interrupted' ? interruptedMs : endMs;
    // Before the fence it is unknown whether the commit is the head of the branch, so GitHub gets nothing.
    const places =
      this.start || ending.kind === 'skipped' ? this.places : this.places.filter(({ name }) => name === 'chat');
    let said: Announced = { pullRequests: [], commitStatus: false, chat: false, failed: [] };
    const failed = (place: Place, because: string, hint?: string) => {
      const failure = { place: place.name, because, ...(hint !== undefined && { hint }) };
      said = { ...said, failed: [...said.failed, failure] };
      progress.emit({ kind: 'not-announced', ...failure });
    };
    await Promise.all(
      places.map(async (place) => {
        const done = (trace: Trace) => {
          said = { ...said, ...trace };
        };
        const work = async () => {
          rethrowFault(await this.beginnings.get(place));
          await place.ended(subject, ending, done);
        };
        try {
          if ((await withDeadline(clock, milliseconds, work())) === 'late') {
            failed(place, `it was not done within ${milliseconds / 1000} s`);
          }
        } catch (error) {
          if (!(error instanceof PreviewError)) throw error;
          failed(place, error.message, error.hint);
        }
      }),
    );
    progress.emit({ kind: 'announced', ...said });
    return said;
  }

  private async subjectOf(ending: Ending): Promise<Subject> {
    const { checkout, outputs } = this.ports;
    const { settings } = this;
    const running = 'running' in ending ? ending.running : undefined;
    const commit = running?.commit ?? this.start?.commit ?? (await checkout.commit().catch(() => ''));
    const url = running?.url ?? this.start?.url;
    return subjectOf(checkout, {
      ...{ settings, commit, ...backOf(this.start) },
      ...(url !== undefined && { url }),
      ...knownOf(outputs, settings),
    });
  }
}

/** From where to where a rollback goes. */
function backOf(start: Started | undefined): Pick<Subject, 'back'> {
  if (start?.kind !== 'rollback-started') return {};
  const { from, to, services } = start;
  return { back: { from, to, ...(services && { services }) } };
}

/** A fault of ours is not swallowed. */
function rethrowFault(error: unknown): void {
  if (error !== undefined && !(error instanceof PreviewError)) throw error;
}

/** The places where a target is announced; pull requests hear of previews only. */
function placesOf(outputs: Outputs, target: Target, clock: Clock): readonly Place[] {
  const { deployments, pullRequests, commitStatuses, chat } = outputs;
  return [
    ...(deployments ? [new DeploymentPlace(deployments)] : []),
    ...(pullRequests && target.kind === 'preview' ? [new CommentPlace(pullRequests, clock)] : []),
    ...(commitStatuses ? [new CommitStatusPlace(commitStatuses)] : []),
    ...(chat ? [new ChatPlace(chat)] : []),
  ];
}
