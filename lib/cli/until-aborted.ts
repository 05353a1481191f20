/** Waits for Ctrl-C or SIGTERM. */
export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((settle) => signal.addEventListener('abort', () => settle(), { once: true }));
}
