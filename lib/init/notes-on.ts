import type { Choices } from './ask/choices';
import { imageName, trustedCi } from './first-settings';
import type { RepositoryFacts } from './look/repository-facts';

/** What the files cannot say: what to look at before the first deploy. */
export function notesOn(choices: Choices, { app, place }: RepositoryFacts): string[] {
  const notes: (string | false)[] = [
    app.kinds.length === 0 &&
      'Neither package.json, requirements.txt, pyproject.toml nor Dockerfile is here: look at `platform` in the settings.',
    app.kinds.length > 1 &&
      `The app could run as ${app.kinds.join(' or as ')}; the settings say ${choices.app} (--app says another).`,
    choices.app === 'node' &&
      !app.scripts.includes('start') &&
      !app.procfile &&
      'package.json has no script "start", and there is no Procfile: Beanstalk would not know how to start the app.',
    choices.app === 'python' &&
      !app.procfile &&
      (choices.address.local
        ? 'There is no Procfile: Beanstalk would serve `application` of application.py with gunicorn. The embedded endpoint does not: name what starts the app in a Procfile, and install its requirements.'
        : 'There is no Procfile: Beanstalk would look for `application` in application.py.'),
    choices.app === 'node' &&
      app.scripts.includes('build') &&
      app.buildOutput.length === 0 &&
      'The settings name no output of the build: if git ignores it, name it in `buildOutput`, or it is not in the bundle.',
    choices.app === 'docker' &&
      choices.address.local &&
      'The embedded endpoint runs no containers: it refuses the platform docker, which AWS has.',
    choices.ci.length > 0 &&
      choices.github === undefined &&
      'The remote is not on GitHub: the roles for CI need `github` in the settings, or roles of your own.',
    choices.ci.length === 2 &&
      'Both CIs deploy every push: keep one, or delete the jobs of the other that you do not want.',
    choices.github !== undefined &&
      choices.ci.includes('circleci') &&
      trustedCi(choices)?.provider !== 'circleci' &&
      'Write the ids of your organization and project on CircleCI into `ci` in the settings: the roles trust only their jobs.',
    choices.artifact === 'image' &&
      !app.kinds.includes('docker') &&
      'There is no Dockerfile yet, and the jobs build an image of one.',
    choices.artifact === 'image' &&
      `The jobs push to the ECR repository ${imageName(choices)}, which must be there: aws ecr create-repository --image-tag-mutability IMMUTABLE --repository-name ${imageName(choices)} --region ${choices.region}`,
    place !== '' && `The jobs work in the folder ${place}.`,
  ];
  return notes.filter((note) => note !== false);
}
