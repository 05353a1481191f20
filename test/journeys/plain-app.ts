import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workshop } from '../../scripts/demo/workshop';

const server = `
const { createServer } = require('node:http');
createServer((request, response) => {
  response.end('the plain app');
}).listen(process.env.PORT, () => console.log('the plain app listens'));
`;

/** Settings without a build, a database and a file store, so that a deploy takes as little time as it can. */
const settings = (more: object) => `
const endpoint = process.env.AWS_ENDPOINT_URL ? new URL(process.env.AWS_ENDPOINT_URL) : undefined;
module.exports = {
  project: 'plain',
  base: {
    region: 'us-east-1',
    scheme: 'http',
    port: Number(endpoint?.port ?? 80),
    database: 'none',
    fileStore: 'none',
    services: { web: { platform: 'nodejs-22', healthPath: '/health' } },
    ...${JSON.stringify(more)},
  },
  production: { branch: 'production', host: 'www.localhost' },
  staging: { branch: 'main', host: 'staging.localhost' },
  preview: { previewDomain: 'preview.localhost', cleanup: { graceMinutes: 0 } },
};
`;

/** Files of the plain app, to be written over those of the working copy. */
export interface PlainChange {
  readonly server?: string;
  /** More keys of the base layer. */
  readonly settings?: object;
}

/** Writes the app and its settings. */
export function writePlainApp({ folder }: Workshop, change: PlainChange = {}): void {
  writeFileSync(join(folder, 'server.js'), change.server ?? server);
  writeFileSync(join(folder, 'preview-stacks.config.js'), settings(change.settings ?? {}));
}

/** Puts the plain app onto `main` in place of the example. */
export async function becomePlain(workshop: Workshop): Promise<void> {
  const { folder, git } = workshop;
  for (const name of ['src', 'package.json', 'README.md', '.ebignore', 'preview-stacks.config.ts']) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
  writeFileSync(join(folder, 'Procfile'), 'web: node server.js\n');
  writeFileSync(join(folder, 'package.json'), '{ "name": "plain", "private": true }\n');
  writePlainApp(workshop);
  await git('add', '--all');
  await git('commit', '--quiet', '-m', 'A plain app');
  await git('push', '--quiet', 'origin', 'main');
}

/** Commits a change of the plain app on a new branch, and pushes it. */
export async function pushPlain(workshop: Workshop, branch: string, change: PlainChange = {}): Promise<void> {
  await workshop.git('switch', '--quiet', '-c', branch, 'main');
  writePlainApp(workshop, change);
  await workshop.git('commit', '--quiet', '--allow-empty', '-am', branch);
  await workshop.git('push', '--quiet', '-u', 'origin', branch);
}
