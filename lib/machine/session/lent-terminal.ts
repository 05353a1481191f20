/** Signals that a terminal sends to all of its programs at once. */
const ofKeyboard = ['SIGINT', 'SIGQUIT', 'SIGTSTP'] as const;

/** While another program has the terminal, what is typed there is meant for that one: we neither stop nor end by it. */
export async function lendTerminal<T>(work: () => Promise<T>): Promise<T> {
  const heard = ofKeyboard.map((signal) => [signal, process.listeners(signal)] as const);
  const ignore = () => undefined;
  for (const [signal] of heard) process.removeAllListeners(signal).on(signal, ignore);
  try {
    return await work();
  } finally {
    for (const [signal, listeners] of heard) {
      process.off(signal, ignore);
      for (const listener of listeners) process.on(signal, listener);
    }
  }
}
