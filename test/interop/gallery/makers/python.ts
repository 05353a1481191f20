import { type DatabaseApp, type GalleryApp, lines } from '../app';

/** Debian's Python, which has Debian's packages, before any other one of the machine. */
const variables = { PATH: `/usr/bin:${process.env.PATH}` };
const python = '/usr/bin/python3';

/** https://docs.djangoproject.com/en/3.2/intro/tutorial01/ (2026-11), with Debian's Django. */
export const django: GalleryApp = {
  name: 'Django',
  made: "django-admin 3.2, Debian's",
  folder: 'djanstart',
  python: ['django', 'gunicorn', 'venv'],
  variables,
  async make(bench) {
    bench.write('djanstart', {
      'requirements.txt': 'Django>=3.2\ngunicorn\n',
      '.gitignore': 'db.sqlite3\n__pycache__/\n',
    });
    await bench.run('djanstart', '/usr/bin/django-admin', 'startproject', 'mysite', '.');
  },
  pages: { '/': /The install worked successfully/, '/admin/login/': /Django administration/ },
};

/**
 * https://docs.djangoproject.com/en/3.2/intro/tutorial02/, and for the database
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create-deploy-python-rds.html (2026-11).
 */
const djangoOrm: DatabaseApp = {
  name: "Django, Django's ORM",
  made: "django-admin 3.2, Debian's",
  folder: 'djangoorm',
  python: ['django', 'gunicorn', 'psycopg2', 'venv'],
  variables,
  async make(bench) {
    bench.write('djangoorm', {
      'requirements.txt': 'Django>=3.2\ngunicorn\npsycopg2\n',
      '.gitignore': 'db.sqlite3\n__pycache__/\n',
    });
    await bench.run('djangoorm', '/usr/bin/django-admin', 'startproject', 'mysite', '.');
    await bench.run('djangoorm', python, 'manage.py', 'startapp', 'notes');
    bench.write('djangoorm', {
      'notes/models.py': lines(
        'from django.db import models',
        '',
        'class Note(models.Model):',
        '    text = models.TextField()',
      ),
      'notes/views.py': lines(
        'import json',
        'from django.http import JsonResponse',
        'from django.views.decorators.csrf import csrf_exempt',
        'from .models import Note',
        '',
        '@csrf_exempt',
        'def notes(request):',
        "    if request.method == 'POST':",
        "        Note.objects.create(text=json.loads(request.body)['text'])",
        '        return JsonResponse({}, status=201)',
        "    return JsonResponse(list(Note.objects.order_by('id').values_list('text', flat=True)), safe=False)",
      ),
      'mysite/urls.py': lines(
        'from django.contrib import admin',
        'from django.http import HttpResponse',
        'from django.urls import path',
        'from notes.views import notes',
        '',
        'urlpatterns = [',
        "    path('', lambda request: HttpResponse('It works')),",
        "    path('admin/', admin.site.urls),",
        "    path('notes', notes),",
        ']',
      ),
    });
    bench.append(
      'djangoorm/mysite/settings.py',
      lines(
        '',
        'import os',
        "INSTALLED_APPS += ['notes']",
        "if 'RDS_DB_NAME' in os.environ:",
        '    DATABASES = {',
        "        'default': {",
        "            'ENGINE': 'django.db.backends.postgresql',",
        "            'NAME': os.environ['RDS_DB_NAME'],",
        "            'USER': os.environ['RDS_USERNAME'],",
        "            'PASSWORD': os.environ['RDS_PASSWORD'],",
        "            'HOST': os.environ['RDS_HOSTNAME'],",
        "            'PORT': os.environ['RDS_PORT'],",
        '        }',
        '    }',
      ),
    );
    await bench.run('djangoorm', python, 'manage.py', 'makemigrations', 'notes');
  },
};

const connecting = lines(
  'import os',
  'import psycopg2',
  '',
  'def query(text, values=()):',
  "    connection = psycopg2.connect(os.environ['DATABASE_URL'])",
  '    with connection, connection.cursor() as cursor:',
  "        cursor.execute('CREATE TABLE IF NOT EXISTS notes (id serial PRIMARY KEY, text text NOT NULL)')",
  '        cursor.execute(text, values)',
  '        rows = cursor.fetchall() if cursor.description else []',
  '    connection.close()',
  '    return rows',
);

/** https://flask.palletsprojects.com/en/2.2.x/quickstart/, https://www.psycopg.org/docs/usage.html (2026-11). */
const flask: DatabaseApp = {
  name: 'Flask, psycopg2',
  made: "guide, Debian's Flask 2.2",
  folder: 'flaskpg',
  python: ['flask', 'gunicorn', 'psycopg2', 'venv'],
  variables,
  async make(bench) {
    bench.write('flaskpg', {
      'requirements.txt': 'Flask>=2\ngunicorn\npsycopg2\n',
      '.gitignore': '__pycache__/\n',
      'database.py': connecting,
      'app.py': lines(
        'from flask import Flask, jsonify, request',
        'from database import query',
        '',
        'app = Flask(__name__)',
        '',
        '@app.route("/")',
        'def hello():',
        '    return "<p>Hello, World!</p>"',
        '',
        '@app.get("/notes")',
        'def notes():',
        '    return jsonify([text for (text,) in query("SELECT text FROM notes ORDER BY id")])',
        '',
        '@app.post("/notes")',
        'def add():',
        '    query("INSERT INTO notes (text) VALUES (%s)", (request.json["text"],))',
        '    return {}, 201',
      ),
    });
  },
};

/** https://fastapi.tiangolo.com/tutorial/first-steps/ (2026-11). */
const fastapi: DatabaseApp = {
  name: 'FastAPI, psycopg2',
  made: "guide, Debian's FastAPI 0.92",
  folder: 'fastapipg',
  python: ['fastapi', 'uvicorn', 'gunicorn', 'psycopg2', 'venv'],
  variables,
  async make(bench) {
    bench.write('fastapipg', {
      'requirements.txt': 'fastapi\nuvicorn\ngunicorn\npsycopg2\n',
      '.gitignore': '__pycache__/\n',
      'database.py': connecting,
      'main.py': lines(
        'from fastapi import FastAPI',
        'from pydantic import BaseModel',
        'from database import query',
        '',
        'app = FastAPI()',
        '',
        'class Note(BaseModel):',
        '    text: str',
        '',
        '@app.get("/")',
        'async def root():',
        '    return {"message": "Hello World"}',
        '',
        '@app.get("/notes")',
        'def notes():',
        '    return [text for (text,) in query("SELECT text FROM notes ORDER BY id")]',
        '',
        '@app.post("/notes", status_code=201)',
        'def add(note: Note):',
        '    query("INSERT INTO notes (text) VALUES (%s)", (note.text,))',
        '    return {}',
      ),
    });
  },
};

export const pythonDatabases: readonly DatabaseApp[] = [djangoOrm, flask, fastapi];
