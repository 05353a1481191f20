/** Whether a Host header means the endpoint itself rather than an app or a bucket. */
export function isOwnHost(host: string | undefined): boolean {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase();
  return name === '' || name === '127.0.0.1' || name === 'localhost' || name === '[::1]';
}
