/** The answers that a person can give, each by an option of the command. */
export interface Answers {
  readonly project?: string;
  readonly account?: string;
  readonly region?: string;
  readonly previewDomain?: string;
  readonly ci?: string;
  readonly artifact?: string;
  readonly app?: string;
  readonly github?: string;
  readonly circleciOrganization?: string;
  readonly circleciProject?: string;
}

/** One thing that only a person knows. */
export interface Question {
  readonly key: keyof Answers;
  /** The option that answers it, too. */
  readonly flag: string;
  readonly text: string;
  /** What an empty answer means. @default an answer must be given */
  readonly proposal?: string;
}

/** Asks a person; `fault` is why the last answer would not do. */
export type Ask = (question: Question, fault?: string) => Promise<string>;
