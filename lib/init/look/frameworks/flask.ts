import { moduleOf, objectIn } from '../python-module';
import type { Framework } from './framework';

/**
 * gunicorn serves the application object, or what a factory returns. https://flask.palletsprojects.com/en/stable/deploying/gunicorn/, and Flask-Migrate's
 * `flask db upgrade` (2026-11).
 */
export const flask: Framework = (app) => {
  if (!app.python.includes('flask')) return undefined;
  const object = objectIn(app, /^(\w+)\s*=\s*(?:flask\.)?Flask\(/m);
  const factory = object ? undefined : objectIn(app, /^def (create_app|make_app)\(/m);
  const migrates = app.python.includes('flask-migrate') && app.own.includes('migrations');
  return {
    framework: 'Flask',
    kind: 'python',
    ...(object && {
      start: migrates
        ? `sh -c 'python3 -m flask --app ${moduleOf(object.path)} db upgrade && exec gunicorn ${moduleOf(object.path)}:${object.name}'`
        : `gunicorn ${moduleOf(object.path)}:${object.name}`,
    }),
    ...(factory && { start: `gunicorn '${moduleOf(factory.path)}:${factory.name}()'` }),
    port: 8000,
    notes: [
      ...(app.python.includes('gunicorn') ? [] : ['The Procfile starts gunicorn: add it to requirements.txt.']),
      ...(factory && migrates
        ? ['Migrations: run `flask db upgrade` in .platform/hooks/predeploy, before the app starts.']
        : []),
    ],
  };
};
