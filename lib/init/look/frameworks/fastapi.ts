import { moduleOf, objectIn } from '../python-module';
import type { Framework } from './framework';

/**
 * gunicorn, which reads PORT as uvicorn does not, with uvicorn's worker. https://fastapi.tiangolo.com/deployment/server-workers/,
 * gunicorn 26.2.0 (`Bind`), uvicorn 0.54.0 (`workers.py`; only UVICORN_PORT is read), Alembic's `upgrade head` (2026-11).
 */
export const fastapi: Framework = (app) => {
  if (!app.python.includes('fastapi')) return undefined;
  const object = objectIn(app, /^(\w+)(?:\s*:\s*FastAPI)?\s*=\s*(?:fastapi\.)?FastAPI\(/m);
  const serve = object && `gunicorn -k uvicorn.workers.UvicornWorker ${moduleOf(object.path)}:${object.name}`;
  const migrates = app.own.includes('alembic.ini') && app.python.includes('alembic');
  const missing = ['gunicorn', 'uvicorn'].filter((name) => !app.python.includes(name));
  return {
    framework: 'FastAPI',
    kind: 'python',
    ...(serve && { start: migrates ? `sh -c 'alembic upgrade head && exec ${serve}'` : serve }),
    port: 8000,
    notes:
      missing.length === 0
        ? []
        : [`The Procfile starts gunicorn with uvicorn's worker: add ${missing.join(' and ')} to requirements.txt.`],
  };
};
