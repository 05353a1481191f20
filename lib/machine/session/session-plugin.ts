import { type ChildProcess, spawn } from 'node:child_process';
import { PreviewError } from '../../errors';
import type { ForwardedPort, SessionProgram } from '../../ports/session-program';
import type { StartedSession } from '../../ports/sessions';
import { visible } from '../../text/visible';
import { runProgram } from '../run-program';
import { lendTerminal } from './lent-terminal';
import { pluginStart } from './plugin-arguments';
import { howToInstall } from './plugin-install';

const program = 'session-manager-plugin';
/** It connects to AWS, and waits for the agent. */
const openingMs = 60_000;

export interface SessionPluginOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Profile with whose credentials it takes up a session that broke. @default the SDK's own */
  readonly profile?: string | undefined;
}

/** AWS's Session Manager plugin, a program of its own. */
export class SessionManagerPlugin implements SessionProgram {
  private version: Promise<string> | undefined;

  constructor(private readonly options: SessionPluginOptions) {}

  async check(): Promise<void> {
    this.version ??= this.askVersion();
    await this.version;
  }

  talk(session: StartedSession, signal?: AbortSignal): Promise<void> {
    return lendTerminal(async () => {
      const child = await this.start(session, 'terminal');
      const stop = () => child.kill('SIGTERM');
      signal?.addEventListener('abort', stop, { once: true });
      if (signal?.aborted) stop();
      await new Promise<void>((resolve, reject) => child.on('error', reject).on('close', () => resolve()));
      signal?.removeEventListener('abort', stop);
      signal?.throwIfAborted();
    });
  }

  async forward(session: StartedSession, signal?: AbortSignal): Promise<ForwardedPort> {
    const child = await this.start(session, 'own group');
    const close = () => void child.kill('SIGTERM');
    // Not even a crash of ours leaves the way to a database open.
    process.once('exit', close);
    const ended = new Promise<void>((resolve) => child.on('error', () => resolve()).on('close', () => resolve()));
    void ended.then(() => process.off('exit', close));
    signal?.addEventListener('abort', close, { once: true });
    if (signal?.aborted) close();
    try {
      return { port: await opened(child, ended), ended, close };
    } catch (error) {
      close();
      signal?.throwIfAborted();
      throw error;
    }
  }

  private async askVersion(): Promise<string> {
    const { environment, cwd } = this.options;
    const asked = runProgram(program, ['--version'], { environment, cwd, timeoutMs: 10_000 });
    const { stdout } = await asked.catch((cause: unknown) => {
      if (!(cause instanceof PreviewError) || cause.code !== 'program-missing') throw cause;
      throw new PreviewError('plugin-missing', `AWS's ${program} is not on the PATH`, {
        fault: 'world',
        hint: `Install it: ${howToInstall(process.platform, process.arch)}`,
        cause,
      });
    });
    return stdout.toString('utf8').trim();
  }

  /** In a group of its own, Ctrl-C at the terminal does not reach it. */
  private async start(session: StartedSession, where: 'terminal' | 'own group'): Promise<ChildProcess> {
    await this.check();
    const { environment, cwd, profile = '' } = this.options;
    const { args, environment: more } = pluginStart(session, (await this.version) ?? '', profile);
    const isOwn = where === 'own group';
    return spawn(program, [...args], {
      ...{ cwd, env: { ...environment, ...more }, detached: isOwn, windowsHide: true },
      stdio: isOwn ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
  }
}

/** The port that it says it has opened (`handleClientConnections` and `startLocalListener` in its src/…/portsession, 2024-10-10). */
function opened(child: ChildProcess, ended: Promise<void>): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = () => {
      clearTimeout(timer);
      const words = visible(said) || 'it said nothing';
      reject(
        new PreviewError('port-not-forwarded', `AWS's ${program} opened no port: ${words}`, {
          fault: 'world',
          hint: 'Take another port with --forward <port>, or leave it to the plugin.',
        }),
      );
    };
    const timer = setTimeout(fail, openingMs);
    void ended.then(fail);
    const read = (chunk: Buffer) => {
      // What it goes on to say fills no memory.
      said = (said + chunk.toString('utf8')).slice(0, 4000);
      const [, port] = /Port (\d{1,5}) opened for sessionId/.exec(said) ?? [];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
  });
}
