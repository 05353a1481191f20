/** A parameter of a document, one text. */
export interface DocumentParameter {
  /** What the whole value must match, where the document says so. @default anything */
  readonly allowedPattern?: string;
  /** @default it must be given */
  readonly default?: string;
}

/** A document of the account's own: lines for a shell, with parameters as `{{ name }}` in them. */
export interface RunDocument {
  readonly name: string;
  readonly version: number;
  readonly parameters: Readonly<Record<string, DocumentParameter>>;
  readonly lines: readonly string[];
}

/** The documents for Run Command that stacks made. */
export interface Documents {
  /** A new version when it is there already. */
  put(document: Omit<RunDocument, 'version'>): RunDocument;
  find(name: string): RunDocument | undefined;
  delete(name: string): void;
}
