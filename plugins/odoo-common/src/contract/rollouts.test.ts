import { proposeRolloutSchema } from './rollouts';

it.each([
  ['PT0S', true],
  ['P30D', true],
  ['P30DT1S', false],
  ['P1Y', false],
  [`PT${'9'.repeat(30)}H`, false],
])('a soak of %s: %s', (soak, accepted) => {
  const asked = { release: '18.0-2026.11.1', ring: 'qa', reason: 'x', soak };
  expect(proposeRolloutSchema.safeParse(asked).success).toBe(accepted);
});
