/** Letters, digits and hyphens; accounts that an enterprise manages have an underscore. What is none becomes no part of a path. */
export function isLogin(text: string): boolean {
  return /^[a-z0-9][a-z0-9_-]{0,99}$/i.test(text);
}
