export type ProbeAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** What it asks for (`WWW-Authenticate`), in the answer's own words. @default nothing */
      readonly challenge?: string;
    }
  | { readonly kind: 'silent'; readonly reason: string };

/** Asks a URL the way a browser would; hosts under `.localhost` need no resolver. */
export interface Probe {
  get(url: string): Promise<ProbeAnswer>;
}
