/** What is said while people ask for things. */
export type ControlEvent =
  | {
      /** Something was asked for, and is looked at. */
      readonly kind: 'asked';
      /** Login of who asked; in a chat the id. */
      readonly by: string;
      /** In the words of the grammar: `keep 3d`. */
      readonly asked: string;
      /** Raw name of the branch that it is about. @default none is known */
      readonly branch?: string;
    }
  | {
      /** The connection to the chat stands: what is asked there is heard. */
      readonly kind: 'listening';
      /** Short names of the projects. */
      readonly projects: readonly string[];
    };
