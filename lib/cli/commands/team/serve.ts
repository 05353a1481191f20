import { startFailure } from '../../../endpoint/start-failure';
import { PreviewError } from '../../../errors';
import { harmlessJson } from '../../../text/visible';
import { pageFiles } from '../../../web/page/files';
import type { PageWorld } from '../../../web/page-world';
import { publicOrigin } from '../../../web/sign-in/public-origin';
import { TeamGuard } from '../../../web/sign-in/team-guard';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openClock } from '../../compose/clock';
import { controlOf } from '../../compose/control/forge';
import { openSignIn } from '../../compose/control/sign-in';
import { openSession } from '../../compose/open-session';
import { loadWeb } from '../../compose/web/load-web';
import { portOption } from '../../port-option';
import { renderError } from '../../render/error';
import { openPageWorld } from '../../steer/page/open-page-world';
import { untilAborted } from '../../until-aborted';

export const command = {
  group: 'team',
  summary: 'serve the page of all previews to a team',
  description:
    'Serves the page of `ui` to a team. People sign in with GitHub, by the OAuth app that GITHUB_OAUTH_CLIENT_ID and GITHUB_OAUTH_CLIENT_SECRET name, and may do what `control` of the settings allows those who may write to the repository; who may only read may look. It asks GitHub with GITHUB_TOKEN, and AWS with the credentials of this process: those of the role for control. A proxy in front of it ends TLS. `/health` says whether it runs. It runs until Ctrl-C or SIGTERM.',
  example: 'serve --url https://previews.acme.dev',
  flags: {
    '--url <address>': 'the address that people open, as the OAuth app has it. Must be given',
    '--port <number>': 'port to listen on. Default: 8080',
    '--host <address>': 'address of this machine to listen on. Default: 0.0.0.0, all of them',
  },
} as const satisfies Command;

/** `serve`: the page for a team. What happens is a line of JSON each on standard error. */
export const run: Run<typeof command> = async (invocation, options) => {
  const { terminal, signal } = invocation;
  const origin = publicOrigin(options.url ?? missingUrl());
  const port = portOption(options.port ?? '8080');
  const host = options.host ?? '0.0.0.0';
  const { startWebServer, webApp } = loadWeb('serve');
  const session = await openSession(invocation, options);
  const policy = controlOf(session);
  const signIn = openSignIn(invocation, session);
  const clock = openClock();
  const log = (event: object) => terminal.err(harmlessJson({ at: clock.now().toISOString(), ...event }));
  const opened = openPageWorld(invocation, session, progressOf(invocation, options), { mustAudit: true });
  const world = logged(opened.world, log);
  const files = await pageFiles();
  const onDefect = (error: unknown) => renderError(terminal, error, true);
  const guard = new TeamGuard({ ...signIn, origin, clock, report: log, onDefect });
  try {
    const app = webApp({ world, guard, files, clock, policy, onDefect });
    const server = await startWebServer({
      ...{ port, host, healthPath: '/health' },
      serve: () => ({ app, origin }),
    }).catch((error: unknown) => {
      throw startFailure(error, { port, host });
    });
    answer(invocation, options, { url: origin, port: server.port }, () => [origin]);
    log({ kind: 'serving', url: origin, host, port: server.port, project: session.file.project });
    await untilAborted(signal);
    guard.close();
    await server.close();
    log({ kind: 'ended' });
  } finally {
    guard.close();
  }
  return 0;
};

/** What was asked for, by whom, and how it ended. */
function logged(world: PageWorld, log: (event: object) => void): PageWorld {
  return {
    ...world,
    act: async (asked, line, signal) => {
      const { by, branch, words } = asked;
      log({ kind: 'asked', by, branch, asked: words });
      const end = await world.act(asked, line, signal);
      log({ kind: 'answered', by, branch, asked: words, ended: end.ended });
      return end;
    },
  };
}

function missingUrl(): never {
  throw new PreviewError('option-missing', 'Missing: --url', {
    fault: 'user',
    hint: 'Give the address that people open: --url https://previews.acme.dev.',
  });
}
