import { attack } from './attack';

const seed = Number(process.env.HOSTILE_SEED ?? 1);

test(`nothing that arrives ends the endpoint, costs an app, or leaves a process (seed ${seed})`, async () => {
  expect(await attack(seed, 2000)).toEqual({ sent: 2000, deaths: [], lost: [], left: [] });
});
