/** What an extension does with the stack of a target. The constructs say what they hand to it. */
export type RunExtension = (scope: object) => void;

/** Code of the user's repository that adds to stacks. */
export interface Extensions {
  /**
   * Loads a module, once.
   *
   * @param path as the settings write it
   * @returns what runs it; throws PreviewError `extension-failed` with the line of the file
   * @throws PreviewError `extension-missing`, `extension-unreadable`, `cdk-twice`
   */
  load(path: string): Promise<RunExtension>;
}
