import { OBJECTIVE_STATES, Objective } from '@plumbline/plugin-odoo-common';
import { formatObjective, presentObjective, worstScenario } from './objective';

const objective = (
  state: Objective['state'],
  seconds: number | null = null,
): Objective => ({ state, seconds, targetSeconds: 300, summary: '' });

describe('objective', () => {
  it.each([
    [
      {
        component: 'met',
        region: 'missed',
        corruption: 'none',
        tenant: 'unknown',
      },
      'corruption',
    ],
    [
      {
        component: 'met',
        region: 'missed',
        corruption: 'unknown',
        tenant: 'met',
      },
      'region',
    ],
    [
      { component: 'met', region: 'met', corruption: 'unknown', tenant: 'met' },
      'corruption',
    ],
    [
      {
        component: 'not-demanded',
        region: 'not-demanded',
        corruption: 'not-demanded',
        tenant: 'met',
      },
      'tenant',
    ],
  ] as const)('of %j shows %s', (states, expected) => {
    const rpo = {
      component: objective(states.component),
      region: objective(states.region),
      corruption: objective(states.corruption),
      tenant: objective(states.tenant),
    };
    expect(worstScenario(rpo)).toBe(expected);
  });

  it('shows the one that is furthest beyond its target', () => {
    expect(
      worstScenario({
        component: objective('missed', 400),
        region: objective('missed', 4000),
        corruption: objective('met', 10),
        tenant: objective('missed', 500),
      }),
    ).toBe('region');
  });

  it('stands the target next to what was measured, and is green only where the target is met', () => {
    expect(formatObjective(objective('met', 240))).toBe('4 min / 5 min');
    expect(formatObjective(objective('unknown'))).toBe('unknown / 5 min');
    expect(formatObjective(objective('none'))).toBe('all / 5 min');
    const green = OBJECTIVE_STATES.filter(
      state => presentObjective(objective(state)).tone === 'ok',
    );
    expect(green).toEqual(['met']);
  });
});
