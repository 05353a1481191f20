import type { Framework } from './framework';

/**
 * gunicorn serves `<project>.wsgi`; it binds PORT where that is set, else 127.0.0.1:8000, where Beanstalk's proxy for Python asks.
 * https://docs.djangoproject.com/en/5.2/howto/deployment/wsgi/gunicorn/, gunicorn 26.2.0, and AWS's
 * python-configuration-procfile.html: a Procfile names the WSGI server (2026-11).
 */
export const django: Framework = (app) => {
  if (!app.own.includes('manage.py')) return undefined;
  const wsgi = app.paths.find((path) => /^[A-Za-z_][\w/]*\/wsgi\.py$/.test(path));
  const module = wsgi?.replace(/\.py$/, '').replaceAll('/', '.');
  return {
    framework: 'Django',
    kind: 'python',
    ...(module !== undefined && {
      start: `sh -c 'python3 manage.py migrate --noinput && exec gunicorn ${module}'`,
    }),
    port: 8000,
    notes: [
      "Django refuses hosts that ALLOWED_HOSTS does not hold: it needs the previews' domain with a dot before it, the host of staging, and the instance's own address, by which a load balancer asks for the health.",
      ...(app.python.includes('gunicorn') ? [] : ['The Procfile starts gunicorn: add it to requirements.txt.']),
    ],
  };
};
