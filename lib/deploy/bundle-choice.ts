/** A bundle that exists already: a zip on this computer, or one kept in a bundle bucket. */
export type BundleChoice =
  | { readonly kind: 'file'; readonly file: string }
  /** 64 hexadecimal digits of its content hash, or a unique beginning of 8 or more. */
  | { readonly kind: 'kept'; readonly hash: string };

/** What a person who types this means: 8 to 64 hexadecimal digits are a hash, anything else is a path (`./cafebabe` too). */
export function bundleChoice(text: string): BundleChoice {
  return /^[0-9a-f]{8,64}$/.test(text) ? { kind: 'kept', hash: text } : { kind: 'file', file: text };
}
