import { join } from 'node:path';
import { type Endpoint, type Environment, startEndpoint } from '../../../scripts/demo/program';
import { visit } from '../../../scripts/demo/visit';
import { urlOf } from '../../journeys/journey';
import type { Bench } from './bench';

/** The endpoint on which the apps with a database live, so that one restart is enough for all. */
export class OwnAws {
  private constructor(
    private readonly bench: Bench,
    private endpoint: Endpoint,
  ) {}

  static async open(bench: Bench): Promise<OwnAws> {
    return new OwnAws(bench, await start(bench));
  }

  /** What `init` asks for. */
  initOptions(project: string): readonly string[] {
    const { port } = new URL(this.endpoint.url);
    const domain = `http://${project}.localhost:${port}`;
    return ['init', '--yes', '--project', project, '--preview-domain', domain, '--ci', 'none'];
  }

  /** Runs our command in an app's folder. */
  async run(folder: string, variables: Environment = {}, ...args: readonly string[]): Promise<string> {
    const ran = await this.bench.previewStacks(folder, args, { ...this.endpoint.variables, ...variables });
    if (ran.code !== 0)
      throw new Error(`${args[0]} ended with ${ran.code}:\n${ran.stderr.split('\n').slice(-60).join('\n')}`);
    return urlOf(ran);
  }

  /** Ends it with every app and database, and starts it again at the same address. */
  async restart(): Promise<void> {
    const { port } = new URL(this.endpoint.url);
    await this.endpoint.stop();
    this.endpoint = await start(this.bench, '--port', port);
  }

  close(): Promise<void> {
    return this.endpoint.stop();
  }
}

function start(bench: Bench, ...args: string[]): Promise<Endpoint> {
  return startEndpoint({ data: bench.folder, env: bench.env, args: ['--data', join(bench.folder, 'aws'), ...args] });
}

/** Writes a note through the app. */
export async function write(url: string, text: string): Promise<void> {
  const body = Buffer.from(JSON.stringify({ text }));
  const answer = await visit(`${url}/notes`, { method: 'POST', body, type: 'application/json' });
  if (answer.status >= 300) throw new Error(`POST /notes answered ${answer.status}: ${answer.body.slice(0, 500)}`);
}

/** What the app reads from its database. */
export async function notesOf(url: string): Promise<unknown> {
  const { status, body } = await visit(`${url}/notes`);
  if (status !== 200) throw new Error(`GET /notes answered ${status}: ${body.slice(0, 500)}`);
  return JSON.parse(body);
}
