import type { KeepWords } from '../cleanup/keep/keep-words';

/** What may be asked for, by its verb, with what stands behind the verb. */
interface Arguments {
  readonly status: object;
  /** @default the branch of the pull request */
  readonly create: { readonly branch?: string };
  readonly keep: KeepWords;
  readonly sleep: object;
  readonly wake: object;
  readonly rebuild: object;
  /** Number of the history, or the beginning of a commit or of a bundle's hash. @default the version before */
  readonly rollback: { readonly to?: string };
  readonly hold: ServiceWord;
  readonly release: object;
  readonly destroy: object;
  readonly logs: ServiceWord;
  readonly why: object;
  readonly cost: object;
  readonly help: object;
}

interface ServiceWord {
  /** @default `web` */
  readonly service?: string;
}

export type ControlVerb = keyof Arguments;

/** One thing that is asked for. */
export type ControlCommand<Verb extends ControlVerb = ControlVerb> = {
  readonly [One in Verb]: { readonly verb: One } & Arguments[One];
}[Verb];
