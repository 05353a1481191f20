import type { GalleryApp } from '../app';

/** https://docs.djangoproject.com/en/3.2/intro/tutorial01/ (2026-11), with Debian's Django. */
export const django: GalleryApp = {
  name: 'Django',
  made: "django-admin 3.2, Debian's",
  folder: 'djanstart',
  python: ['django', 'gunicorn'],
  async make(bench) {
    bench.write('djanstart', {
      'requirements.txt': 'Django>=3.2\ngunicorn\n',
      '.gitignore': 'db.sqlite3\n__pycache__/\n',
    });
    await bench.run('djanstart', 'django-admin', 'startproject', 'mysite', '.');
  },
  pages: { '/': /The install worked successfully/, '/admin/login/': /Django administration/ },
};
