import type { Choices } from './ask/choices';
import { imageName, trustedCi } from './first-settings';
import type { RepositoryFacts } from './look/repository-facts';
import { foreignRanges } from './look/workspaces';
import { type FirstService, servicesOf } from './services';

/** What the files cannot say: what to look at before the first deploy. */
export function notesOn(choices: Choices, facts: RepositoryFacts): string[] {
  const { app, place, stores } = facts;
  const services = servicesOf(choices, facts);
  const several = choices.services === 'each-app';
  const notes: (string | false)[] = [
    several && appsNote(services),
    app.kinds.length === 0 &&
      !several &&
      'Neither package.json, requirements.txt, pyproject.toml, Pipfile nor Dockerfile is here: look at `platform` in the settings.',
    app.kinds.length > 1 &&
      !several &&
      `The app could run as ${app.kinds.join(' or as ')}; the settings say ${choices.app} (--app says another).`,
    ...services.flatMap((service) => {
      const own = serviceNotes(service);
      return several ? own.map((note) => `${service.name}: ${note}`) : own;
    }),
    stores.others.length > 0 &&
      `The app has ${stores.others.join(' and ')}: no target gets such a store. Give the address of one in \`environment\` or \`secrets\` of the service.`,
    choices.app === 'docker' &&
      choices.address.local &&
      !several &&
      'The embedded endpoint runs the platform docker with the docker or podman of this machine, and refuses it where neither answers.',
    choices.ci.length > 0 &&
      choices.github === undefined &&
      'The remote is not on GitHub: the roles for CI need `github` in the settings, or roles of your own.',
    choices.ci.length > 0 &&
      app.packages.name === 'bun' &&
      'The jobs install with bun, which the machines of CI lack: add the step that brings it.',
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

function appsNote(services: readonly FirstService[]): string {
  const named = services.map(({ name, folder }) => `${name} (${folder})`).join(', ');
  return services.length === 1
    ? `This repository holds one application, the service ${named}.`
    : `This repository holds ${services.length} applications: ${named}. Each is a service: write \`links\` where one calls another, and take out what needs no preview.`;
}

function serviceNotes({ app, kind, plan, procfile, packed, ownPackages }: FirstService): string[] {
  const starts = app.procfile || procfile !== undefined;
  const notes: (string | undefined | false)[] = [
    ...(plan?.notes ?? []),
    kind === 'node' && startNote(app.start.because, app.procfile, procfile),
    kind === 'node' &&
      !starts &&
      !app.scripts.includes('start') &&
      'package.json has no script "start", and there is no Procfile: Beanstalk would not know how to start the app.',
    kind === 'node' &&
      app.scripts.includes('build') &&
      app.buildOutput.length === 0 &&
      'The settings name no output of the build: if git ignores it, name it in `buildOutput`, or it is not in the bundle.',
    kind === 'python' &&
      !starts &&
      'There is no Procfile: gunicorn, which the platform brings, will serve `application` of application.py.',
    // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-requirements.html (2026-11).
    kind === 'python' &&
      !app.pythonInstallable &&
      'Beanstalk installs what requirements.txt or a Pipfile names, and no pyproject.toml: write one of it (`uv export --no-dev --no-hashes -o requirements.txt`, `poetry export -o requirements.txt`).',
    kind === 'node' && app.fixedPort,
    kind === 'node' && app.migrations,
    !plan?.static && healthNote(app.healthPath, plan?.framework),
    ownPackages.length > 0 && ownPackagesNote(ownPackages),
    kind === 'node' && !packed && foreignNote(foreignRanges(app.asks)),
  ];
  return notes.filter((note) => note !== undefined && note !== false);
}

function startNote(because: string | undefined, hasProcfile: boolean, procfile: string | undefined) {
  if (because === undefined || hasProcfile) return undefined;
  const why = `\`npm start\` does not do on an instance, which installs no development dependencies: ${because}.`;
  return procfile === undefined
    ? `${why} Name what starts the built app in a Procfile (\`web: node dist/main.js\`).`
    : `${why} The Procfile starts it with \`${procfile}\`.`;
}

function healthNote({ path, by }: FirstService['app']['healthPath'], framework: string | undefined) {
  const asked = framework === undefined ? 'the app' : framework;
  if (by === 'guess') {
    return `\`healthPath\` is ${path}, a route of a router: write what stands before it, if ${asked} mounts that router under a prefix.`;
  }
  return by === 'none'
    ? '`healthPath` is /, since the sources have no route for health that was recognised: / must answer 200 without a login, or name a path that does.'
    : undefined;
}

function foreignNote(ranges: readonly string[]) {
  return ranges.length === 0
    ? undefined
    : `The instance installs with npm, which does not understand ${ranges.join(', ')} in package.json: the install fails.`;
}

function ownPackagesNote(names: readonly string[]): string {
  return `It asks for packages of this repository: ${names.join(', ')}. The instance has the app's folder alone, and its npm asks the public registry for these names: the install fails, or takes what a stranger has registered there. Let the build bundle them and take them out of its package.json, or deploy an image (--artifact image).`;
}
