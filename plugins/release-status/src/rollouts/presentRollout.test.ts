import { ROLLOUT_BADGES, STEP_BADGES } from './presentRollout';

it('is never green: a rollout tells of the past', () => {
  const badges = [ROLLOUT_BADGES, STEP_BADGES].flatMap(Object.values);
  expect(badges.filter(({ tone }) => tone === 'ok')).toEqual([]);
});
