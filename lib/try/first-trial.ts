import { PreviewError } from '../errors';
import { choose } from '../init/ask/choose';
import { proposeProject } from '../init/ask/questions';
import { type FirstFile, procfilesOf } from '../init/first-files';
import { firstSettings } from '../init/first-settings';
import { type RepositoryFacts, repositoryFacts } from '../init/look/repository-facts';
import { notesOn } from '../init/notes-on';
import { servicesOf } from '../init/services';
import type { WorkingFolder } from '../ports/working-folder';
import type { SettingsFile } from '../settings/settings';

/** What is tried in a repository without settings. */
export interface FirstTrial {
  readonly file: SettingsFile;
  /** What the app is started with where it does not say so itself, by path from the top of the repository. */
  readonly procfiles: readonly FirstFile[];
  readonly assumed: readonly string[];
  readonly notes: readonly string[];
}

/**
 * The settings that `init` would write, with what it would ask assumed. Nothing is written.
 *
 * @param app how it runs, when that is not to be guessed
 * @throws PreviewError `app-missing` where nothing could be run, `option-invalid`
 */
export async function firstTrial(folder: WorkingFolder, app?: string): Promise<FirstTrial> {
  const facts = await repositoryFacts(folder);
  if (app === undefined) await refuseNothing(folder, facts);
  const project = proposeProject(facts.github?.split('/')[1] ?? facts.name) ?? 'app';
  const answers = {
    project,
    region: 'eu-central-1',
    previewDomain: 'http://preview.localhost',
    ci: 'none',
    ...(app && { app }),
  };
  const choices = choose(answers, facts);
  const file = firstSettings(choices, facts);
  const { web } = file.base.services ?? {};
  const procfiles = procfilesOf(servicesOf(choices, facts), facts);
  const { database, fileStore } = file.base;
  return {
    file,
    procfiles,
    assumed: [
      'there is no settings file: these are the settings that `init` would write',
      `project ${project}, platform ${web?.platform}`,
      `the app is well when ${web?.healthPath} answers 200`,
      web?.build
        ? `it is built with \`${web.build.join(' ')}\`, which writes ${web.buildOutput?.join(', ') || 'what git tracks'}`
        : 'it needs no build',
      ...procfiles.map(({ path, text }) => `${path} says \`${text.trim()}\``),
      database === 'none'
        ? 'it needs no database'
        : `its database is ${typeof database === 'object' ? database.engine : 'postgres'}${namesOf(facts)}`,
      fileStore === 'none' ? 'it stores no files in S3' : 'it stores files in S3',
    ],
    // Of jobs of CI there are none.
    notes: notesOn(choices, { ...facts, place: '' }),
  };
}

/** By which names of its own the app reads it. */
function namesOf({ stores }: RepositoryFacts): string {
  const names = Object.keys(stores.names);
  return names.length === 0 ? '' : `, which it reads by ${names.join(', ')}`;
}

/** What Beanstalk starts without being asked. */
const startedByName = ['Procfile', 'app.js', 'server.js'];

async function refuseNothing(folder: WorkingFolder, { app, apps, place }: RepositoryFacts): Promise<void> {
  const own = await folder.list(place);
  if (app.kinds.length > 0 || apps.length > 0 || startedByName.some((name) => own.includes(name))) return;
  const here = place === '' ? 'this repository' : `the folder ${place}`;
  const files = own.filter((name) => name !== '.git');
  const what =
    files.length === 0
      ? `there are no files in ${here}`
      : `no file in ${here} says how an app is started: no package.json, requirements.txt, application.py, manage.py, Procfile or the like`;
  throw new PreviewError('app-missing', what, {
    fault: 'user',
    hint: 'Run `preview-stacks try` in the folder of the app. A Node.js app needs a package.json with a script "start", a Python app a requirements.txt; any of them a Procfile (`web: node server.js`).',
  });
}
