import { portOption } from '../../../lib/cli/port-option';

test('a port is a number that there can be, and without one a free port is taken', () => {
  expect([undefined, '0', '8080', '65535'].map((text) => portOption(text))).toEqual([0, 0, 8080, 65_535]);
});

test.each(['', ' ', '-1', '65536', '80.5', 'http', '1e9'])('the port "%s" is refused', (text) => {
  const refused = () => portOption(text);
  expect(refused).toThrow(expect.objectContaining({ code: 'option-invalid', exitCode: 2 }));
});
