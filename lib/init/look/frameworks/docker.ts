import type { Framework } from './framework';

/**
 * Beanstalk builds the Dockerfile on the instance, and its proxy asks the first port that EXPOSE names; a docker-compose.yml goes before the Dockerfile.
 * AWS's developer guide,
 * "Preparing your Docker image for deployment to Elastic Beanstalk" (2026-11).
 */
export const docker: Framework = async (app) => {
  if (!app.own.includes('Dockerfile')) return undefined;
  const [, exposed] = /^\s*EXPOSE\s+(\d+)/im.exec((await app.read('Dockerfile')) ?? '') ?? [];
  const compose = ['docker-compose.yml', 'docker-compose.yaml'].find((name) => app.own.includes(name));
  return {
    framework: 'Docker',
    kind: 'docker',
    port: Number(exposed ?? 80),
    notes: [
      ...(exposed === undefined
        ? ['The Dockerfile has no EXPOSE: the proxy of an instance asks the port that it names.']
        : []),
      ...(compose === undefined
        ? []
        : [
            `Beanstalk would run ${compose} in place of the Dockerfile: name it in .ebignore if it is for development.`,
          ]),
    ],
  };
};
