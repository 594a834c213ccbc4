import { environmentRefSchema } from './ref';
import { proposalFromForm } from './form';
import { plainText } from '../validation/names';

describe('references and text from people', () => {
  it.each([
    ['harbour-civil/production', true],
    ['harbour-civil/live', false],
    ['../etc/production', false],
    ['harbour/civil/production', false],
    ['harbour-pre/production', false],
    ['Harbour/production', false],
    ['a: b/production', false],
    ['${{ x }}/production', false],
    [`${'a'.repeat(41)}/qa`, false],
  ])('%s is a reference: %s', (text, accepted) => {
    expect(environmentRefSchema.safeParse(text).success).toBe(accepted);
  });

  it.each([
    ['Month end on the new release; see #4711', true],
    ['Größere Datenbank für Köln', true],
    ['x\nApproved-by: user:default/admin', false],
    ['x\u0000', false],
    ['x\u2028y', false],
    ['${{ secrets.token }}', false],
    ['{{ 7 * 7 }}', false],
    ['{% include "x" %}', false],
    ['   ', false],
    ['x'.repeat(501), false],
  ])('%j is a reason: %s', (text, accepted) => {
    expect(plainText(500).safeParse(text).success).toBe(accepted);
  });
});

describe('proposalFromForm', () => {
  it('maps the flat parameters and leaves out what was left out', () => {
    expect(
      proposalFromForm({
        tenant: 'harbour-civil',
        stage: 'qa',
        tier: '2',
        namedUsers: 60,
        hostname: ' qa.harbour.example ',
        calendar: '',
        timeZone: 'Europe/Dublin',
        release: '',
        reason: 'Rehearsal',
      }),
    ).toEqual({
      kind: 'create',
      environment: 'harbour-civil/qa',
      spec: {
        tier: 2,
        users: { named: 60 },
        hostnames: ['qa.harbour.example'],
        legalEntities: [{ timeZone: 'Europe/Dublin' }],
      },
      reason: 'Rehearsal',
    });
  });
});
