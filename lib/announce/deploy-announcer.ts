import { PreviewError } from '../errors';
import type { Checkout } from '../ports/checkout';
import type { Clock } from '../ports/clock';
import type { Progress, ProgressEvent } from '../progress';
import type { ResolvedSettings } from '../settings/resolve';
import { type DeployEnd, type Ending, endingOf } from './ending';
import type { Announced } from './events';
import { type Outputs, wantedOutputs } from './outputs';
import type { Place, Trace } from './places/place';
import { placesOf } from './places/places-of';
import { type Subject, subjectOf } from './subject';
import { withDeadline } from './with-deadline';

export interface AnnouncePorts {
  readonly outputs: Outputs;
  readonly checkout: Checkout;
  readonly clock: Clock;
  readonly progress: Progress;
}

/** All that is said at the end of a deploy takes no longer than this. */
const endMs = 60_000;
/** CI kills a job some ten seconds after it asked it to stop. */
const interruptedMs = 8_000;

type Started = Extract<ProgressEvent, { readonly kind: 'deploy-started' }>;

/**
 * Announces one deploy: it listens to its progress, says that it has begun, and says how it ended. Every place is tried by itself; what
 * cannot be said is told as an event, and never changes how the deploy ends.
 */
export class DeployAnnouncer implements Progress {
  private readonly places: readonly Place[];
  private start: Started | undefined;
  private readonly beginnings = new Map<Place, Promise<unknown>>();

  constructor(
    private readonly ports: AnnouncePorts,
    private readonly settings: ResolvedSettings,
    /** A kept bundle: of which commit it is becomes known at the end only. */
    private readonly kept = false,
  ) {
    const wanted = wantedOutputs(ports.outputs, settings.values.announce);
    this.places = placesOf(wanted, settings.target, ports.clock);
  }

  emit(event: ProgressEvent): void {
    this.ports.progress.emit(event);
    if (event.kind !== 'deploy-started') return;
    this.start = event;
    if (!this.kept) this.begin(event);
  }

  /** It ended as it should, or was let be. Undefined when nobody needs to be told. */
  async ended(end: DeployEnd): Promise<Announced | undefined> {
    const ending = endingOf(end);
    if (ending === undefined) return undefined;
    if (ending.kind !== 'skipped') return this.say(ending);
    // On a person's machine the commit need not be on GitHub at all.
    const { checkout } = this.ports;
    const inCi = (await checkout.run().catch(() => undefined)) !== undefined;
    const foreign = (await checkout.foreign().catch(() => 'nobody knows')) !== undefined;
    return inCi && !foreign ? this.say(ending) : undefined;
  }

  /** It threw. */
  async failed(error: unknown): Promise<Announced | undefined> {
    const interrupted = error instanceof PreviewError && error.code === 'interrupted';
    if (this.start === undefined && interrupted) return undefined;
    const because = error instanceof Error ? error.message : String(error);
    const hint = error instanceof PreviewError ? error.hint : undefined;
    return this.say({ kind: interrupted ? 'interrupted' : 'failed', because, ...(hint !== undefined && { hint }) });
  }

  private begin({ commit, url }: Started): void {
    const subject = subjectOf(this.ports.checkout, { settings: this.settings, commit, url });
    for (const place of this.places) {
      // What fails now is tried again at the end, and told then.
      const beginning = subject.then((known) => place.started(known)).catch((error: unknown) => error);
      this.beginnings.set(place, beginning);
    }
  }

  private async say(ending: Ending): Promise<Announced> {
    const { clock, progress } = this.ports;
    const subject = await this.subjectOf(ending);
    const milliseconds = ending.kind === 'interrupted' ? interruptedMs : endMs;
    // Before the fence nobody knows whether the commit is the branch's: GitHub hears nothing of it.
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
    const { checkout } = this.ports;
    const running = 'running' in ending ? ending.running : undefined;
    const commit = running?.commit ?? this.start?.commit ?? (await checkout.commit().catch(() => ''));
    const url = running?.url ?? this.start?.url;
    return subjectOf(checkout, { settings: this.settings, commit, ...(url !== undefined && { url }) });
  }
}

/** A fault of ours is not swallowed. */
function rethrowFault(error: unknown): void {
  if (error !== undefined && !(error instanceof PreviewError)) throw error;
}
