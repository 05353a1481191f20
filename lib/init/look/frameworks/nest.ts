import { hasPackage } from '../app-sources';
import type { Framework } from './framework';

/**
 * `nest build` writes `dist`; `start` is `nest start`, of the development dependency @nestjs/cli, and `start:prod` is `node dist/main`;
 * the starter listens on PORT, 3000 without it. Starter of @nestjs/cli 12.0.8 (2026-11).
 */
export const nest: Framework = (app) => {
  if (!hasPackage(app, '@nestjs/core')) return undefined;
  const production = app.node?.scripts['start:prod'];
  return {
    framework: 'NestJS',
    kind: 'node',
    buildOutput: ['dist'],
    start: production === undefined ? 'node dist/main' : 'npm run start:prod',
    port: 3000,
    notes: [],
  };
};
