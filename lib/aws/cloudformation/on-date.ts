/** The part of an SDK command that we use; each command has types of its own for it. */
interface Sent {
  readonly middlewareStack: { add(middleware: never, options: never): void };
}

type Next = (args: unknown) => Promise<{ readonly response: unknown }>;

/** Calls back with the `Date` of the answer to a command: the SDK keeps none of it. */
export function onDate(command: Sent, tell: (date: Date) => void): void {
  const middleware = (next: Next) => async (args: unknown) => {
    const answered = await next(args);
    const { headers } = answered.response as { readonly headers?: Readonly<Record<string, string>> };
    const date = new Date(headers?.date ?? '');
    if (!Number.isNaN(date.getTime())) tell(date);
    return answered;
  };
  command.middlewareStack.add(middleware as never, { step: 'deserialize', priority: 'low' } as never);
}
