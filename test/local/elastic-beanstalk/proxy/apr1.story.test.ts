import { apr1 } from '../../../../lib/local/elastic-beanstalk/proxy/apr1';
import { opensslApr1 } from '../../../machine/bundle/hooks/instance-proxy';

test.each(['x', '12345678', 'a'.repeat(15), 'b'.repeat(16), 'c'.repeat(17), 'd'.repeat(128), '$1 "quoted" \\ :'])(
  'the hash of %j is what OpenSSL makes of it',
  (password) => {
    for (const salt of ['abcdefgh', 'x.Y/']) expect(apr1(password, salt)).toBe(opensslApr1(password, salt));
  },
);
