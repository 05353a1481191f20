import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, in characters that stand in an address and in a cookie as they are. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compared in a time that says nothing of where they differ, nor of their lengths. */
export function isSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
