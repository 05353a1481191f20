/** Every value of a cookie: a server on another port of the same machine can set one of the same name, which comes first or last. */
export function cookiesNamed(name: string, request: Request): readonly string[] {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}

/** No script reads it, and no page of another site makes a browser send it. */
export function sessionCookie(name: string, value: string): string {
  return `${name}=${value}; HttpOnly; SameSite=Strict; Path=/`;
}
