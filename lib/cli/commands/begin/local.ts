import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PreviewError } from '../../../errors';
import { startLocalServer } from '../../../local/server';
import { duration } from '../../../text/duration';
import type { Command, Run } from '../../command';
import { instancesHere } from '../../compose/dependencies';
import { npmVariables, pipVariables } from '../../compose/installer-variables';
import { containerVariables } from '../../container-variables';
import { postgresOption } from '../../postgres-option';

export const command = {
  group: 'begin',
  summary: 'serve an AWS on this machine until you press Ctrl-C',
  description:
    'Serves the embedded AWS endpoint on this machine until it is stopped. Prints the `export` lines that point a shell at it.',
  example: 'local --data .preview-stacks/local',
  flags: {
    '--port <number>': 'port of this machine to listen on. Default: a free one',
    '--data <folder>': 'keep everything here between runs. Default: a temp folder that is removed at the end',
    '--postgres <url>': 'use this PostgreSQL server (as a superuser) instead of the embedded one',
  },
} as const satisfies Command;

/** `local`: the embedded endpoint in the foreground. Standard output has the `export` lines and nothing else. */
export const run: Run<typeof command> = async ({ terminal, signal, cwd, env }, options) => {
  const port = portOf(options.port);
  const postgres = postgresOption(options.postgres);
  const data =
    options.data === undefined ? await mkdtemp(join(tmpdir(), 'preview-stacks-')) : resolve(cwd, options.data);
  await mkdir(data, { recursive: true });
  const began = performance.now();
  const server = await startLocalServer({
    port,
    folder: data,
    ...(postgres === undefined ? {} : { postgres }),
    ...(env.PATH ? { path: env.PATH } : {}),
    pipVariables: pipVariables(env),
    npmVariables: npmVariables(env),
    containerVariables: containerVariables(env),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EFOLDERINUSE') {
      throw new PreviewError('folder-in-use', error.message, {
        fault: 'user',
        hint: 'Give another folder with --data, or stop the other endpoint.',
        cause: error,
      });
    }
    if (error.code === 'EFOLDERDAMAGED') {
      throw new PreviewError('folder-damaged', error.message, {
        fault: 'world',
        hint: 'Put back a copy of the file, give another folder with --data, or remove the file: what the service kept is lost then.',
        cause: error,
      });
    }
    if (error.code !== 'EADDRINUSE') throw error;
    throw new PreviewError('port-in-use', `Port ${port} is in use on 127.0.0.1`, {
      fault: 'user',
      hint: 'Give another one with --port, or none for a free one.',
      cause: error,
    });
  });
  const variables = {
    AWS_ENDPOINT_URL: server.endpoint,
    ...instancesHere(),
    AWS_ACCESS_KEY_ID: server.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: server.credentials.secretAccessKey,
    AWS_REGION: server.region,
    AWS_DEFAULT_REGION: server.region,
  };
  for (const [name, value] of Object.entries(variables)) terminal.out(`export ${name}=${value}`);
  terminal.err(
    `The embedded endpoint is up after ${duration(performance.now() - began)}, data in ${data}. Ctrl-C stops it.`,
  );
  for (const remark of await server.world.databases.remarks()) terminal.err(remark);
  terminal.err(`Apps of Node.js platforms run on Node.js ${process.version}, whatever version is asked for.`);
  if (!signal.aborted)
    await new Promise<void>((settle) => signal.addEventListener('abort', () => settle(), { once: true }));
  await server.close();
  if (options.data === undefined) await rm(data, { recursive: true, force: true });
  return 0;
};

function portOf(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new PreviewError('option-invalid', `--port is "${text}"`, {
    fault: 'user',
    hint: 'It takes a whole number up to 65535.',
  });
}
