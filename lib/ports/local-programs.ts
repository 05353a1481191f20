/** Programs of this machine. */
export interface LocalPrograms {
  /**
   * Lends a program the terminal, and returns its exit code once it has ended; 128 and the number of the signal that ended it.
   *
   * @param environment added to what this process has, and taken from it where undefined; no other program sees it
   * @throws PreviewError `program-missing`
   */
  run(words: readonly string[], environment: Readonly<Record<string, string | undefined>>): Promise<number>;
  /** Puts a text on the clipboard. @throws PreviewError `clipboard-missing` */
  copy(text: string): Promise<void>;
}
