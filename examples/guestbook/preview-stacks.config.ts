import { defineSettings } from 'preview-stacks/settings';

// `preview-stacks local` sets AWS_ENDPOINT_URL: then the hosts are under .localhost, and the port is the endpoint's own.
const endpoint = process.env.AWS_ENDPOINT_URL ? new URL(process.env.AWS_ENDPOINT_URL) : undefined;
const domain = endpoint ? 'localhost' : 'example.com';

export default defineSettings({
  project: 'guestbook',
  base: {
    region: process.env.AWS_REGION ?? 'eu-central-1',
    ...(endpoint ? { scheme: 'http' as const, port: Number(endpoint.port) } : {}),
    services: {
      web: {
        platform: 'nodejs-22',
        build: ['npm', 'run', '--silent', 'build'],
        buildOutput: ['dist'],
        healthPath: '/health',
        environment: { GUESTBOOK_GREETING: 'Say something kind' },
      },
    },
    seed: { service: 'web', command: 'node dist/seed.js' },
  },
  production: { branch: 'production', host: `www.${domain}` },
  staging: { branch: 'main', host: `staging.${domain}` },
  preview: {
    previewDomain: `preview.${domain}`,
    // On AWS a preview is left alone for an hour after its last deploy; on the embedded endpoint nobody wants to wait.
    ...(endpoint ? { cleanup: { graceMinutes: 0 } } : {}),
  },
  branches: [
    {
      match: 'release/*',
      because: 'the last look before production happens with two instances',
      settings: { services: { web: { instances: { min: 2, max: 2 } } } },
    },
  ],
});
