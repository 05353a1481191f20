import { PreviewError } from '../../errors';
import type { ProgramVersions } from '../first-files';
import type { RepositoryFacts } from '../look/repository-facts';
import { choose } from './choose';
import type { Answers, Ask, Question } from './question';
import { openQuestions } from './questions';

type Asking = Pick<InitRequest, 'answers' | 'region' | 'ask'>;

/** Every answer: those given, and those asked for. Without anybody to ask, proposals are taken. */
export async function gatherAnswers({ answers, region, ask }: Asking, facts: RepositoryFacts): Promise<Answers> {
  if (!ask) return withProposals(answers, openQuestions(answers, facts, region));
  let known = answers;
  const asked: Question[] = [];
  // One after the other: an answer can spare a question.
  for (let [next] = openQuestions(known, facts, region); next; [next] = openQuestions(known, facts, region)) {
    const { key, flag } = next;
    known = { ...known, [key]: await answerTo(next) };
    // At once, while the person has it in mind: what is still open is no fault of this answer.
    for (let fault = faultOf(known, flag); fault; fault = faultOf(known, flag)) {
      known = { ...known, [key]: await answerTo(next, fault) };
    }
    asked.push(next);
  }
  // What only shows when all answers stand together.
  for (let faults = faultsOf(known); faults.length > 0; faults = faultsOf(known)) {
    const wrong = asked.filter(({ flag }) => faults.some(({ path }) => path === flag));
    // No question fixes a wrong option: the error at the end names it.
    if (wrong.length === 0) break;
    for (const question of wrong) {
      known = { ...known, [question.key]: await answerTo(question, faultOf(known, question.flag)) };
    }
  }
  return known;

  async function answerTo(question: Question, fault?: string): Promise<string> {
    const given = (await ask?.(question, fault))?.trim() ?? '';
    return given === '' ? (question.proposal ?? '') : given;
  }

  function faultOf(given: Answers, flag: string): string | undefined {
    const fault = faultsOf(given).find(({ path }) => path === flag);
    return fault && `${fault.message}. ${fault.hint}`;
  }

  function faultsOf(given: Answers): PreviewError['faults'] {
    try {
      choose(given, facts);
      return [];
    } catch (error) {
      if (!(error instanceof PreviewError)) throw error;
      return error.faults;
    }
  }
}

function withProposals(answers: Answers, open: readonly Question[]): Answers {
  const missing = open.filter(({ proposal }) => proposal === undefined);
  if (missing.length > 0) {
    const names = missing.map(({ flag }) => flag).join(', ');
    throw new PreviewError('option-missing', `Missing: ${names}`, {
      fault: 'user',
      hint: `Give ${missing.length === 1 ? 'it' : 'them'}, or run this in a terminal, where you are asked. Nothing was written.`,
      faults: missing.map(({ flag, text }) => ({ path: flag, message: 'was not given', hint: `${text}.` })),
    });
  }
  return { ...answers, ...Object.fromEntries(open.map(({ key, proposal }) => [key, proposal])) };
}

export interface InitRequest {
  readonly answers: Answers;
  /** Region of the person's own configuration: a proposal. @default none */
  readonly region?: string;
  readonly versions: ProgramVersions;
  /** Asks for what is missing. @default no person at the terminal: what is missing is refused by the name of its option */
  readonly ask?: Ask;
  /** Write nothing, and say what would be written. */
  readonly dryRun: boolean;
}
