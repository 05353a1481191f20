import type { Bench } from './bench';

/** An app that other people's generators or guides make. */
export interface GalleryApp {
  /** Its framework, with what it keeps its data by. */
  readonly name: string;
  /** Generator and version; of an app that is written after a guide, the packages. */
  readonly made: string;
  /** Its folder on the bench, which is also the name of its project. */
  readonly folder: string;
  /** Makes the app in its folder, packages and lock file as the generator leaves them. */
  make(bench: Bench): Promise<void>;
  /** What its pages say, by path. */
  readonly pages: Readonly<Record<string, RegExp>>;
  /** Modules that Debian's python3 must have. @default none */
  readonly python?: readonly string[];
  /** What our commands find in their environment for it. @default nothing more than for others */
  readonly variables?: Readonly<Record<string, string>>;
  /** The one line that a document of ours asks a person to add. @default none is needed: what `init` writes is enough */
  readonly edit?: Edit;
}

export interface Edit {
  /** What is done, as the table shows it. */
  readonly line: string;
  /** The document that asks for it, from the top of this repository, and a part of its text. */
  readonly document: string;
  readonly says: string;
  /** Before `init`. */
  make(bench: Bench): Promise<void>;
}

/** An app with a table of notes: GET `/notes` lists their texts as JSON, POST `{ "text": … }` adds one. */
export type DatabaseApp = Omit<GalleryApp, 'pages'>;

/** A file that a guide writes, as lines. */
export function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}
