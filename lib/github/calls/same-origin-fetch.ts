type Fetch = typeof globalThis.fetch;

const maxRedirects = 5;

/**
 * A fetch that follows redirects to the same origin only: a moved repository redirects there, anything else is not GitHub. Any other redirect
 * comes back as it is, with its status.
 */
export function sameOriginFetch(baseUrl: string, timeoutMs: number): Fetch {
  const { origin } = new URL(baseUrl);
  return async (input, init) => {
    let url = input instanceof Request ? input.url : String(input);
    for (let redirects = 0; ; redirects += 1) {
      const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || location === null) return response;
      const target = new URL(location, url);
      if (target.origin !== origin || redirects === maxRedirects) return response;
      await response.body?.cancel();
      url = target.href;
    }
  };
}
