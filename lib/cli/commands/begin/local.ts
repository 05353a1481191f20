import { resolve } from 'node:path';
import { startLocal } from '../../../endpoint/start-local';
import { duration } from '../../../text/duration';
import type { Command, Run } from '../../command';
import { instancesHere } from '../../compose/dependencies';
import { portOption } from '../../port-option';
import { postgresOption } from '../../postgres-option';
import { untilAborted } from '../../until-aborted';

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
    '--record-unknown':
      'record resource types that the endpoint does not have: checked against the specification of AWS, with nothing behind them. Default: refuse them',
  },
} as const satisfies Command;

/** `local`: the embedded endpoint in the foreground. Standard output has the `export` lines and nothing else. */
export const run: Run<typeof command> = async ({ terminal, signal, cwd, env }, options) => {
  const port = portOption(options.port);
  const postgres = postgresOption(options.postgres);
  const began = performance.now();
  const server = await startLocal({
    port,
    ...(options.data === undefined ? {} : { dataFolder: resolve(cwd, options.data) }),
    ...(postgres === undefined ? {} : { postgres }),
    variables: env,
    recordUnknown: options.recordUnknown ?? false,
  });
  const variables = { ...instancesHere(), ...server.environment };
  for (const [name, value] of Object.entries(variables)) terminal.out(`export ${name}=${value}`);
  terminal.err(
    `The embedded endpoint is up after ${duration(performance.now() - began)}, data in ${server.dataFolder}. Ctrl-C stops it.`,
  );
  terminal.err(`A browser shows what runs here: ${server.endpoint}/`);
  for (const remark of await server.remarks()) terminal.err(remark);
  terminal.err(`Apps of Node.js platforms run on Node.js ${process.version}, whatever version is asked for.`);
  await untilAborted(signal);
  await server.close();
  return 0;
};
