/** Someone whom the forge knows, as it said a moment ago. */
export interface SignedIn {
  readonly login: string;
  /** Stays when the login changes hands. */
  readonly id: number;
}

/** One attempt to sign in, by one browser. */
export interface Attempt {
  /** Comes back with the person; a browser that does not know it did not begin. */
  readonly state: string;
  /** Proves at the end that the same server asks that began (RFC 7636). 43 characters that stand in an address. */
  readonly verifier: string;
  /** Where the forge sends the browser back to, as the app is registered with it. */
  readonly back: string;
}

/** Who somebody is, by their account at the forge. It gives no right: that is asked of `Conversations`. */
export interface SignIn {
  /**
   * The address at the forge at which a person agrees.
   *
   * @param choose whether the person is asked for the account, though there is one only
   */
  address(attempt: Attempt, choose?: boolean): string;
  /**
   * Who came back with a code; no token is kept. A code is good once, and undefined is the answer to one that is not.
   *
   * @throws PreviewError (fault world) when the forge does not answer, or not to this app
   */
  who(code: string, attempt: Omit<Attempt, 'state'>): Promise<SignedIn | undefined>;
}
