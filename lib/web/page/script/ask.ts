import type { Refusal } from '../../api';

export type Answer<T> = { readonly value: T } | { readonly refusal: Refusal; readonly status: number };

/** Asks the server. What goes wrong is in the answer: status 0 when the server is gone. */
export async function ask<T>(path: string, post?: object): Promise<Answer<T>> {
  try {
    const answer = await fetch(path, {
      headers: { 'x-preview-stacks': '1', ...(post && { 'content-type': 'application/json' }) },
      ...(post && { method: 'POST', body: JSON.stringify(post) }),
    });
    const value: unknown = await answer.json().catch(() => undefined);
    if (answer.ok && value !== undefined) return { value: value as T };
    return { status: answer.status, refusal: isRefusal(value) ? value : unread(answer.status) };
  } catch {
    return { status: 0, refusal: { code: 'offline', because: 'The server does not answer.' } };
  }
}

/** Takes what a stream says under a name. */
export function hear<T>(stream: EventSource, name: string, take: (said: T) => void): void {
  stream.addEventListener(name, ({ data }) => take(JSON.parse(data) as T));
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'because' in value;
}

function unread(status: number): Refusal {
  return { code: 'unread', because: `The server answered ${status}, and nothing that the page can read.` };
}

/** `because` and `hint` in one line. */
export function sentence({ because, hint }: Refusal): string {
  return hint === undefined ? because : `${because} ${hint}`;
}
