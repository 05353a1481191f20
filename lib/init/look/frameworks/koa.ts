import { hasPackage } from '../app-sources';
import { type Framework, plainServer } from './framework';

/** Koa listens where the app says: 3000 in its guide, https://koajs.com (2026-11). */
export const koa: Framework = (app) => (hasPackage(app, 'koa') ? plainServer('Koa', app) : undefined);
