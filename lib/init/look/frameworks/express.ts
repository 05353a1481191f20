import { hasPackage } from '../app-sources';
import { type Framework, plainServer } from './framework';

/** Express listens where the app says: by PORT, 3000 without it, in what express-generator 4.16.1 makes (`start` is `node ./bin/www`, 2026-11). */
export const express: Framework = (app) => (hasPackage(app, 'express') ? plainServer('Express', app) : undefined);
