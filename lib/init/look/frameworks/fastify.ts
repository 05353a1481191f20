import { hasPackage } from '../app-sources';
import { type Framework, plainServer } from './framework';

/**
 * `fastify start` of fastify-cli reads PORT, 3000 without it, and listens on localhost, which is where an instance's proxy asks. Without
 * fastify-cli the app says where. fastify-cli 8.0.2 (2026-11).
 */
export const fastify: Framework = (app) => {
  if (!hasPackage(app, 'fastify')) return undefined;
  const plan = plainServer('Fastify', app);
  const byCli = app.node?.scripts.start?.startsWith('fastify start') === true;
  return byCli ? { ...plan, notes: [] } : plan;
};
