import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { previewStacks } from '../../scripts/demo/program';
import { refuseOldProgram } from './journey';

/**
 * Apps as the first pages of their frameworks have them, tried with the packages of Debian: pip may reach nothing. Skipped where they are
 * not installed; `.ci/run` installs them.
 */
const debian = '/usr/bin/python3';
const wanted = 'import flask, django, fastapi, uvicorn, gunicorn, psycopg2, venv';
const tries = spawnSync(debian, ['-c', wanted]).status === 0 ? test : test.skip;

let folder: string;
let app: string;
beforeAll(refuseOldProgram);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preview-stacks-python-'));
  app = join(folder, 'app');
  mkdirSync(app);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// No index, and no wheels of this machine: a computer on a train.
const environment = () => ({
  ...{ PATH: `/usr/bin:${process.env.PATH}`, HOME: folder, AWS_EC2_METADATA_DISABLED: 'true' },
  ...{ PIP_NO_INDEX: '1', PIP_CONFIG_FILE: '/dev/null' },
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(app, name)), { recursive: true });
    writeFileSync(join(app, name), text);
  }
}

async function tried() {
  execFileSync('git', ['init', '--quiet'], { cwd: app, env: environment() });
  return previewStacks(['try', '--yes'], { cwd: app, env: environment() });
}

const settings = (more: string) => `module.exports = {
  project: 'shop',
  base: { region: 'eu-west-1', database: 'none', fileStore: 'none', services: { web: { platform: 'python-3.13', healthPath: '/' } } },
  preview: { previewDomain: 'preview.acme.dev', ${more} },
};
`;
/** Fails where it does not run in the app's venv. */
const inVenv = 'import sys, flask; assert sys.prefix != sys.base_prefix, sys.prefix; print("in the venv")';

tries(
  'an app of Flask answers by gunicorn; its hooks and its seed run in its venv',
  async () => {
    write({
      'hello.py':
        'from flask import Flask\n\napp = Flask(__name__)\n\n@app.route("/")\ndef hello_world():\n    return "<p>Hello</p>"\n',
      'requirements.txt': 'Flask>=2\ngunicorn\n',
      Procfile: 'web: gunicorn --bind :8000 --workers 2 hello:app\n',
      '.platform/hooks/predeploy/01.sh': `#!/bin/sh\npython3 -c '${inVenv}'\n`,
      'seed.py': inVenv,
      'preview-stacks.config.js': settings(`seed: { service: 'web', command: 'python3 seed.py' }`),
    });
    const { code, stdout, stderr } = await tried();
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toMatch(/answered 200\s*$/);
    expect(stdout).toContain(
      'web runs on python-3.13, whose pip installs the packages in each deployment; here it ran on a Python of this machine',
    );
  },
  90_000,
);

tries(
  'an app of FastAPI answers by uvicorn, on the port that AWS asks',
  async () => {
    write({
      'main.py':
        'from fastapi import FastAPI\n\napp = FastAPI()\n\n@app.get("/")\nasync def root():\n    return {"message": "Hello"}\n',
      'requirements.txt': 'fastapi\nuvicorn\n',
      Procfile: 'web: uvicorn main:app --host 0.0.0.0 --port 8000\n',
    });
    const { code, stdout, stderr } = await tried();
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toContain('Application startup complete');
    expect(stdout).toMatch(/answered 200\s*$/);
  },
  90_000,
);

tries(
  'a project that django-admin made migrates its PostgreSQL and answers',
  async () => {
    execFileSync(debian, ['-m', 'django', 'startproject', 'mysite', '.'], { cwd: app });
    const database = ['NAME:DB_NAME', 'USER:USERNAME', 'PASSWORD:PASSWORD', 'HOST:HOSTNAME', 'PORT:PORT'].map(
      (pair) => {
        const [key, name] = pair.split(':');
        return `'${key}': os.environ['RDS_${name}']`;
      },
    );
    appendFileSync(
      join(app, 'mysite', 'settings.py'),
      `import os\nALLOWED_HOSTS = ['.localhost', '127.0.0.1']\nDATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', ${database.join(', ')}}}\n`,
    );
    appendFileSync(
      join(app, 'mysite', 'urls.py'),
      "from django.contrib.auth.models import User\nfrom django.http import HttpResponse\nurlpatterns.append(path('healthz', lambda request: HttpResponse(str(User.objects.count()))))\nurlpatterns.append(path('', lambda request: HttpResponse('It works')))\n",
    );
    write({ 'requirements.txt': 'django>=3\ngunicorn\npsycopg2-binary\n' });
    const { code, stdout, stderr } = await tried();
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toContain('the app is well when /healthz answers 200');
    expect(stdout).toMatch(/answered 200\s*$/);
  },
  120_000,
);

tries(
  'an application.py alone is served by gunicorn, and one whose packages are not to be had says which',
  async () => {
    write({
      'application.py':
        'def application(environ, start_response):\n    start_response("200 OK", [("content-type", "text/plain")])\n    return [b"well"]\n',
    });
    const { code, stdout, stderr } = await tried();
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toMatch(/answered 200\s*$/);
    write({ 'requirements.txt': 'flask==99.0\nno-such-package-of-any-kind\n' });
    const failed = await tried();
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(
      /lacks flask==99\.0 \(\d[\d.]* is here\), no-such-package-of-any-kind \(not here\)\. .*apt-get install python3-no-such-package-of-any-kind/,
    );
  },
  120_000,
);
