import { projectLimit, projectNameFault } from '../../naming/project-name';
import { slugOf } from '../../naming/slug';
import type { RepositoryFacts } from '../look/repository-facts';
import { chooseGithub } from './choose';
import { previewAddress } from './preview-address';
import type { Answers, Question } from './question';

/** What must still be asked, in the order of asking. What the repository tells, or an option said, is not. */
export function openQuestions(answers: Answers, facts: RepositoryFacts, region: string | undefined): Question[] {
  const proposal = proposeProject(chooseGithub(answers, facts)?.split('/')[1] ?? facts.name);
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

/** A name for the project, made of the repository's to fit the rules; undefined when nothing of it is left. */
export function proposeProject(repository: string): string | undefined {
  const slug = slugOf(repository, 100).replace(/^[^a-z]+/, '');
  const fits = (name: string) => name !== '' && projectNameFault(name) === undefined;
  if (fits(slug)) return slug;
  // Whole words as long as they fit: `shopping-cart-service` is `shopping`, and not `shopping-c`.
  const words = slug.split('-').filter((word) => word !== 'preview');
  const whole = words.map((_, index) => words.slice(0, index + 1).join('-')).filter(fits);
  return whole.at(-1) ?? [slugOf(words.join('-'), projectLimit)].find(fits);
}
