import { startFailure } from '../../../endpoint/start-failure';
import { plain } from '../../../text/visible';
import { LocalGuard, ownPolicy } from '../../../web/guard/local-guard';
import { pageFiles } from '../../../web/page/files';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { browse } from '../../compose/browser';
import { openClock } from '../../compose/clock';
import { openSession } from '../../compose/open-session';
import { loadWeb } from '../../compose/web/load-web';
import { portOption } from '../../port-option';
import { renderError } from '../../render/error';
import { openPageWorld } from '../../steer/page/open-page-world';
import { untilAborted } from '../../until-aborted';

export const command = {
  group: 'look',
  summary: 'show all previews in the browser, and steer them there',
  description:
    'Serves a page on this machine with all previews: state, commit, cost, why each stays or goes, logs; and buttons for all that can be done with them. It works with your own credentials until you press Ctrl-C. The address that it prints lets in one browser, once.',
  example: 'ui --open',
  flags: {
    '--port <number>': 'port of this machine to listen on. Default: a free one',
    '--read-only': 'look only: no buttons, and nothing can be asked for',
    '--open': 'open the page in the browser',
  },
} as const satisfies Command;

/** `ui`: the address is the only line of standard output. */
export const run: Run<typeof command> = async (invocation, options) => {
  const port = portOption(options.port);
  const { startWebServer, webApp } = loadWeb('ui');
  const { terminal, signal } = invocation;
  const session = await openSession(invocation, options);
  const { world, person } = openPageWorld(invocation, session, progressOf(invocation, options), { mustAudit: false });
  const [files, login] = await Promise.all([pageFiles(), person()]);
  const onDefect = (error: unknown) => renderError(terminal, error, true);
  let guard!: LocalGuard;
  const server = await startWebServer({
    port,
    serve: (taken) => {
      guard = new LocalGuard(taken, login);
      const readOnly = options.readOnly && { readOnly: 'The page was started with --read-only.' };
      const app = webApp({ world, guard, files, clock: openClock(), policy: ownPolicy, onDefect, ...readOnly });
      return { app, origin: guard.origin };
    },
  }).catch((error: unknown) => {
    throw startFailure(error, { port });
  });
  try {
    const { address } = guard;
    answer(invocation, options, { url: address }, () => [address]);
    const opened = options.open === true && (await browse(address, invocation));
    terminal.err(
      `The page shows the previews of ${plain(session.file.project)}. Its address is for this machine and for one browser, once. Ctrl-C ends it.`,
    );
    if (options.open && !opened) terminal.err('No browser could be opened here: open the address yourself.');
    await untilAborted(signal);
  } finally {
    guard.close();
    await server.close();
  }
  return 0;
};
