import type { Framework } from './framework';

/** Where a file says which settings it takes unless the environment does. Dotted identifiers alone: the name comes to stand in a command. */
const settingsModule =
  /^[^#\n]*['"]DJANGO_SETTINGS_MODULE['"](?:\s*,|\]\s*=)\s*(['"])([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\1/m;

/**
 * gunicorn serves `<project>.wsgi`; it binds PORT where that is set, else 127.0.0.1:8000, where Beanstalk's proxy for Python asks.
 * https://docs.djangoproject.com/en/5.2/howto/deployment/wsgi/gunicorn/, gunicorn 26.2.0, and AWS's
 * python-configuration-procfile.html: a Procfile names the WSGI server (2026-11).
 */
export const django: Framework = (app) => {
  if (!app.own.includes('manage.py')) return undefined;
  const wsgi = app.paths.find((path) => /^[A-Za-z_][\w/]*\/wsgi\.py$/.test(path));
  const module = wsgi?.replace(/\.py$/, '').replaceAll('/', '.');
  const settingsOf = (path = '') => settingsModule.exec(app.sources.get(path) ?? '')?.[2];
  const [served, managed] = [settingsOf(wsgi), settingsOf('manage.py')];
  // Each migrates or serves with its own settings, and so perhaps another database.
  const split = served !== undefined && managed !== undefined && served !== managed;
  const exported = split ? `export DJANGO_SETTINGS_MODULE=${served}; ` : '';
  return {
    framework: 'Django',
    kind: 'python',
    ...(module !== undefined && {
      start: `sh -c '${exported}python3 manage.py migrate --noinput && exec gunicorn ${module}'`,
    }),
    port: 8000,
    notes: [
      "Django refuses hosts that ALLOWED_HOSTS does not hold. Set ALLOWED_HOSTS = ['*']: the load balancer passes on a preview's own host alone, and asks for the health by the instance's address.",
      ...(split
        ? [
            `manage.py takes the settings ${managed}, and ${wsgi} takes ${served}: the start must set DJANGO_SETTINGS_MODULE=${served}, so that \`migrate\` and gunicorn have the same database. A Procfile of init does.`,
          ]
        : []),
      ...(app.python.includes('gunicorn') ? [] : ['The Procfile starts gunicorn: add it to requirements.txt.']),
    ],
  };
};
