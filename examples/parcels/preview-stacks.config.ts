import { defineSettings } from 'preview-stacks/settings';

// `preview-stacks local` sets AWS_ENDPOINT_URL: then the hosts are under .localhost, and the port is the endpoint's own.
const endpoint = process.env.AWS_ENDPOINT_URL ? new URL(process.env.AWS_ENDPOINT_URL) : undefined;
const domain = endpoint ? 'localhost' : 'example.com';

/** A service in a folder of its own, whose bundle is what esbuild makes of it. */
const service = (name: string) => ({
  folder: name,
  build: ['npm', 'run', '--silent', '--prefix', '..', `build:${name}`],
  buildOutput: ['dist'],
});

export default defineSettings({
  project: 'parcels',
  base: {
    region: process.env.AWS_REGION ?? 'eu-central-1',
    ...(endpoint ? { scheme: 'http' as const, port: Number(endpoint.port) } : {}),
    database: 'none',
    services: {
      web: { ...service('web'), links: ['api', 'jobs'] },
      api: { ...service('api'), kind: 'internal' },
      jobs: { ...service('jobs'), kind: 'worker', queue: { path: '/orders', visibilitySeconds: 60, attempts: 2 } },
    },
  },
  staging: { branch: 'main', host: `parcels.${domain}` },
  preview: { previewDomain: `preview.${domain}` },
});
