/** A line of a message: hostile text is in `text`; it is shown as it is and mentions no one. */
export interface ChatLine {
  /** Shown bold before the text. @default none */
  readonly label?: string;
  readonly text: string;
  /** Where the text leads. @default nowhere */
  readonly url?: string;
}

export interface ChatMessage {
  /** One line, also what a notification shows. */
  readonly title: string;
  readonly tone: 'good' | 'bad' | 'neutral';
  readonly lines: readonly ChatLine[];
}

/** A room where a team reads along. */
export interface Chat {
  /** Throws PreviewError (fault world) when it was not taken; the address, a secret, is in no error. */
  post(message: ChatMessage): Promise<void>;
}
