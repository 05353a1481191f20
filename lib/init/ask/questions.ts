import { projectLimit, projectNameFault } from '../../naming/project-name';
import { slugOf } from '../../naming/slug';
import type { RepositoryFacts } from '../look/repository-facts';
import { chooseGithub } from './choose';
import { previewAddress } from './preview-address';
import type { Answers, Question } from './question';

/** What must still be asked, in the order of asking. What the repository tells, or an option said, is not. */
export function openQuestions(answers: Answers, facts: RepositoryFacts, region: string | undefined): Question[] {
  const github = chooseGithub(answers, facts)?.split('/')[1];
  const proposal = proposeProject(github ?? facts.name, facts.app.name ?? '', facts.name);
  const address = previewAddress(answers.previewDomain ?? '');
  const open: (Question | false)[] = [
    {
      key: 'project',
      flag: '--project',
      text: 'Short name of the project, the prefix of every name on AWS',
      ...(proposal !== undefined && { proposal }),
    },
    {
      key: 'previewDomain',
      flag: '--preview-domain',
      text: 'Domain of the previews: each branch answers under it (such as preview.acme.dev)',
    },
    // On this machine's own endpoint any account will do.
    !address?.local && { key: 'account', flag: '--account', text: 'AWS account of the previews, 12 digits' },
    {
      key: 'region',
      flag: '--region',
      text: 'AWS region (such as eu-central-1)',
      ...(region !== undefined && { proposal: region }),
    },
    facts.ci.length !== 1 && {
      key: 'ci',
      flag: '--ci',
      text: 'Which CI deploys: circleci, github-actions, both or none',
      ...(facts.ci.length === 0 && { proposal: facts.github === undefined ? 'none' : 'github-actions' }),
    },
  ];
  return open.filter((question) => question !== false).filter(({ key }) => answers[key] === undefined);
}

/** Words that say what a repository is made of, or where it was copied from, and not what it is. */
const generic = new Set([
  ...[
    'node',
    'nodejs',
    'js',
    'ts',
    'javascript',
    'typescript',
    'python',
    'docker',
    'express',
    'expressjs',
    'fastify',
    'koa',
  ],
  ...[
    'nest',
    'nestjs',
    'next',
    'nextjs',
    'nuxt',
    'astro',
    'svelte',
    'sveltekit',
    'react',
    'vue',
    'vite',
    'django',
    'flask',
    'fastapi',
  ],
  ...[
    'postgres',
    'postgresql',
    'mysql',
    'prisma',
    'sequelize',
    'typeorm',
    'template',
    'starter',
    'boilerplate',
    'example',
    'sample',
  ],
  ...['monorepo', 'turborepo', 'repository', 'repo', 'project'],
]);

/**
 * A name for the project, made of the first of these that says something, to fit the rules; `app` where all of them say only what it is made
 * of; undefined when nothing is left of any.
 */
export function proposeProject(...names: readonly string[]): string | undefined {
  const found = names.map(projectNameOf).filter((name) => name !== undefined);
  return found.find((name) => name !== fallback) ?? found[0];
}

const fallback = 'app';

function projectNameOf(name: string): string | undefined {
  const slug = slugOf(name.replace(/^@[^/]*\//, ''), 100).replace(/^[^a-z]+/, '');
  const fits = (text: string) => text !== '' && projectNameFault(text) === undefined;
  const words = slug.split('-').filter((word) => word !== 'preview' && word !== '');
  const telling = words.filter((word) => !generic.has(word));
  if (words.length > 0 && telling.length === 0) return fallback;
  if (fits(slug) && telling.length === words.length) return slug;
  const from = telling
    .join('-')
    .replace(/^[^a-z]+/, '')
    .split('-');
  // Whole words as long as they fit: `shopping-cart-service` is `shopping`, and not `shopping-c`.
  const whole = from.map((_, index) => from.slice(0, index + 1).join('-')).filter(fits);
  return whole.at(-1) ?? [slugOf(from.join('-'), projectLimit)].find(fits);
}
