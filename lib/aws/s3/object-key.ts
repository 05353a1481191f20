/** A key as S3 lists it: encoded only when the answer says so. */
export function decoded(key: string, encodingType: string | undefined): string {
  return encodingType === 'url' ? decodeURIComponent(key.replace(/\+/g, ' ')) : key;
}

/** Keys that XML 1.0 cannot hold, so that they cannot be in a DeleteObjects. */
export function isBeyondXml(key: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what XML refuses.
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(key);
}

/** `CopySource` of a CopyObject: encoded, but for its slashes. */
export function copySource(bucket: string, key: string): string {
  return `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
}
