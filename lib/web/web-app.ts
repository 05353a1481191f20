import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { wishIn } from '../control/asked-time';
import { type ControlPolicy, decide } from '../control/authority';
import { PreviewError } from '../errors';
import type { Clock } from '../ports/clock';
import { Acts, type Asked } from './acts';
import type { LogLineEvent, PreviewRow, Refusal } from './api';
import type { EventStream } from './events/event-stream';
import { Streams } from './events/streams';
import { type Seen, Watch } from './events/watch';
import { longestBody } from './guard/arrival';
import type { Guard, Viewer } from './guard/guard';
import type { PageFile } from './page/files';
import { senderOf } from './page-file';
import { mayAsk, pageState } from './page-state';
import type { PageWorld } from './page-world';
import { readAct } from './read-act';
import { refusalOf } from './refusal-of';

export interface WebAppOptions {
  readonly world: PageWorld;
  readonly guard: Guard;
  /** The page, by the paths of its files: anyone may read them. */
  readonly files: ReadonlyMap<string, PageFile>;
  readonly clock: Clock;
  readonly policy: ControlPolicy;
  /** Why no one may ask for anything: there is no route for it then. @default they may */
  readonly readOnly?: string;
  /** Gets each error that is a fault of ours. */
  readonly onDefect: (error: unknown) => void;
}

/** What answers the requests that may be answered (guard/arrival.ts), until it is closed. */
export interface WebApp {
  fetch(request: Request): Response | Promise<Response>;
  /** Ends the streams, interrupts the acts, and resolves when each has said how it ended. */
  close(): Promise<void>;
}

type Env = { Variables: { viewer: Viewer } };

export function webApp(options: WebAppOptions): WebApp {
  const { world, guard, files, clock, policy, readOnly, onDefect } = options;
  const over = new AbortController();
  const streams = new Streams(clock);
  const watch = new Watch(world, clock, onDefect);
  const tabs = new Set<EventStream>();
  const acts = new Acts({
    ...{ world, clock, onDefect },
    changed: (act) => {
      for (const tab of tabs) void tab.send('act', act, { key: act.id });
      if (act.state !== 'running') watch.soon();
    },
  });
  const may = (viewer: Viewer) => mayAsk(viewer, policy, readOnly);
  const signalOf = (context: Context<Env>) =>
    AbortSignal.any([context.req.raw.signal, over.signal, context.var.viewer.session]);

  /** The row that a path names; the answer instead when there is none. */
  async function rowOf(context: Context<Env>): Promise<PreviewRow | Response> {
    const seen = await watch.now();
    if ('refusal' in seen) return refuse(context, 502, seen.refusal);
    const row = seen.state.previews.find(({ id }) => id === context.req.param('id'));
    return row ?? refuse(context, 404, { code: 'not-found', because: 'There is no such preview, or it is gone.' });
  }

  function streamFor(context: Context<Env>): EventStream | Response {
    const because = 'Four tabs are open already, or logs in them. Close one.';
    return streams.of(context.var.viewer.session) ?? refuse(context, 429, { code: 'streams-taken', because });
  }

  const app = new Hono<Env>();
  app.onError((error, context) => {
    const status = !(error instanceof PreviewError) ? 500 : statusOf(error);
    return refuse(context, status, refusalOf(error, onDefect));
  });
  app.notFound((context) => refuse(context, 404, { code: 'not-found', because: 'There is nothing at this address.' }));
  app.use(async (context, next) => {
    const own = await guard.enter(context.req.raw);
    return own ?? next();
  });
  for (const [path, file] of files) {
    const send = senderOf(file);
    app.get(path, (context) => send(context.req.raw));
  }
  app.use('/api/*', async (context, next) => {
    const viewer = await guard.viewer(context.req.raw);
    if (viewer === undefined) return refuse(context, 401, guard.stranger);
    context.set('viewer', viewer);
    return next();
  });

  app.get('/api/state', async (context) => {
    const seen = await watch.now();
    if ('refusal' in seen) return refuse(context, 502, seen.refusal);
    const { viewer } = context.var;
    return context.json(pageState(seen.state, viewer, may(viewer), acts));
  });
  app.get('/api/events', (context) => {
    const stream = streamFor(context);
    if (stream instanceof Response) return stream;
    const { viewer } = context.var;
    const end = watch.begin((seen: Seen) => {
      const [name, data] =
        'state' in seen
          ? (['state', pageState(seen.state, viewer, may(viewer), acts)] as const)
          : (['trouble', seen.refusal] as const);
      void stream.send(name, data, { id: String(seen.id), key: 'state' });
    });
    tabs.add(stream);
    for (const act of acts.all()) void stream.send('act', act, { key: act.id });
    stream.ended.addEventListener('abort', () => {
      tabs.delete(stream);
      end();
    });
    return eventsOf(stream);
  });
  app.get('/api/branches', async (context) => context.json(await world.branches(signalOf(context))));
  app.get('/api/previews/:id', async (context) => {
    const row = await rowOf(context);
    return row instanceof Response ? row : context.json(await world.detail(row.branch, signalOf(context)));
  });
  app.get('/api/previews/:id/log', async (context) => {
    const { viewer } = context.var;
    if (viewer.permission === 'read') {
      const because = 'Lines of logs are for those who may write to the repository.';
      return refuse(context, 403, { code: 'asked-without-right', because });
    }
    const row = await rowOf(context);
    if (row instanceof Response) return row;
    const stream = streamFor(context);
    if (stream instanceof Response) return stream;
    const signal = AbortSignal.any([stream.ended, over.signal]);
    const service = context.req.query('service') ?? 'web';
    void follow(stream, () => world.log(row.branch, service, signal), onDefect);
    return eventsOf(stream);
  });
  if (readOnly === undefined) {
    const tooLong = (context: Context) =>
      refuse(context, 413, { code: 'body-too-long', because: `No more than ${longestBody} bytes are read.` });
    app.post('/api/acts', bodyLimit({ maxSize: longestBody, onError: tooLong }), async (context) => {
      const asked = readAct(await bodyOf(context.req.raw));
      const { viewer } = context.var;
      const refusal = refusedAct(asked, viewer);
      if (refusal) return refuse(context, 403, refusal);
      const act = acts.begin({ ...asked, by: viewer.login });
      if (act) return context.json(act, 202);
      const goesOn = acts.of(asked.branch)?.words ?? 'the end of the page';
      return refuse(context, 409, { code: 'act-running', because: `Something goes on at this branch: ${goesOn}.` });
    });
  }

  function refusedAct({ branch, command }: Omit<Asked, 'by'>, { login, permission }: Viewer): Refusal | undefined {
    const who = { login, isPerson: true, permission, isStage: world.isStage(branch) };
    const verdict = decide({ ...who, command, branch, ...wishIn(command, clock.now()) }, policy);
    return verdict.allowed ? undefined : { code: verdict.code, because: verdict.because };
  }

  return {
    fetch: (request) => app.fetch(request),
    close: async () => {
      watch.close();
      over.abort(new PreviewError('interrupted', 'The page has ended', { fault: 'user' }));
      await acts.close();
      streams.close();
    },
  };
}

async function follow(
  stream: EventStream,
  lines: () => AsyncIterable<LogLineEvent>,
  onDefect: (error: unknown) => void,
) {
  let end: Refusal = { code: 'ended', because: 'That was all.' };
  try {
    for await (const line of lines()) await stream.send('line', line);
  } catch (error) {
    if (!stream.ended.aborted) end = refusalOf(error, onDefect);
  }
  // A browser takes up again what just ends.
  await stream.send('end', end);
  stream.end();
}

async function bodyOf(request: Request): Promise<unknown> {
  try {
    return JSON.parse(await request.text());
  } catch {
    throw new PreviewError('act-unreadable', 'The body is no JSON', { fault: 'user' });
  }
}

function eventsOf({ body }: EventStream): Response {
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' } });
}

function statusOf({ code, fault }: PreviewError): 400 | 404 | 500 | 502 {
  if (code === 'not-deployed') return 404;
  return fault === 'user' ? 400 : fault === 'world' ? 502 : 500;
}

function refuse(context: Context, status: ContentfulStatusCode, refusal: Refusal): Response {
  return context.json(refusal, status);
}
