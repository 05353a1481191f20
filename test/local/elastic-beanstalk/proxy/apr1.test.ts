import { apr1 } from '../../../../lib/local/elastic-beanstalk/proxy/apr1';

// Apache HTTP Server 2.4, "Password Formats" (read 2026-11-28).
test('the hash of Apache’s own example is the one in its manual', () => {
  expect(apr1('myPassword', 'r31.....')).toBe('$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/');
});
