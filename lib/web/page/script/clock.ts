/** The only file of the page that knows the time. */
export function now(): number {
  return Date.now();
}

/** Does it once, later. @returns how to call it off */
export function after(milliseconds: number, what: () => void): () => void {
  const timer = setTimeout(what, milliseconds);
  return () => clearTimeout(timer);
}

/** Does it again and again, as long as the page is open. */
export function every(milliseconds: number, what: () => void): void {
  setInterval(what, milliseconds);
}
