/** Something that a button asks for; it is asked as if it was written. */
export interface ChatButton {
  readonly label: string;
  /** In the words of the grammar: `sleep login-page`. */
  readonly asks: string;
}

/** One of several things, with what can be done about it. */
export interface ChatRow {
  readonly text: string;
  /** Where its button leads that opens it. @default nowhere */
  readonly url?: string;
  readonly buttons: readonly ChatButton[];
}

/** What is answered. Others wrote some of it: all is shown to the letter, and mentions no one. */
export interface ChatAnswer {
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'neutral';
  /** @default none */
  readonly lines?: readonly string[];
  /** Lines of a log. @default none */
  readonly log?: readonly string[];
  /** Where to look. @default nowhere */
  readonly url?: string;
  /** @default none */
  readonly rows?: readonly ChatRow[];
}

/** Something that someone asked for. Nothing in it is checked. */
export interface ChatAsked {
  /** The same however often it is delivered. */
  readonly event: string;
  /** A command or a button of our own message belongs to the app; a mention names it in a channel. */
  readonly kind: 'command' | 'mention' | 'button';
  /** The slash command as it was written. @default it was no slash command */
  readonly command?: string;
  /** Id of who asks. */
  readonly user: string;
  /** Id of the workspace of who asks. */
  readonly team: string;
  readonly channel: string;
  /** Whether other workspaces read along, where Slack says it: with mentions. */
  readonly isShared: boolean;
  /** Whether a program wrote it. */
  readonly byProgram: boolean;
  /** What stands behind the command or the mention, or what the button asks. */
  readonly text: string;
  /** Tells Slack that it has come: within three seconds. */
  ack(): Promise<void>;
  /** Where it was asked: a command's only for who asks, others in the thread. */
  answer(answer: ChatAnswer): Promise<void>;
}

/** What the chat says of someone. Undefined in any of it means that it does not say so. */
export interface ChatMember {
  /** Id of the workspace. */
  readonly team: string | undefined;
  readonly isGone: boolean;
  readonly isProgram: boolean;
  /** Invited to a channel or several, and no full member. */
  readonly isGuest: boolean;
  /** Of another workspace. */
  readonly isStranger: boolean;
}

/** A chat in which people ask for things. */
export interface ChatCommands {
  /**
   * What is asked, as it comes, until the signal; a connection that is lost is made anew. Once only.
   *
   * @param heard learns when a connection stands, and why one was lost
   * @throws PreviewError `slack-bot-refused` when the chat does not take us, now or later; `slack-bot-unavailable` when the first connection fails
   */
  asked(signal: AbortSignal, heard: (state: ChatConnection) => void): AsyncIterable<ChatAsked>;
  /** Of which workspace the app is. @throws PreviewError (fault world) */
  team(): Promise<string>;
  /** Undefined when there is no such person. @throws PreviewError (fault world) */
  member(user: string): Promise<ChatMember | undefined>;
  /** Ids of those in a group. @throws PreviewError (fault world) */
  group(id: string): Promise<readonly string[]>;
}

/** How the connection is. */
export type ChatConnection = { readonly state: 'open' } | { readonly state: 'lost'; readonly because: string };
