import { PromotionFacts, explainRisk } from './explainRisk';

const now = new Date('2026-11-23T10:00:00Z');
const facts = (change: Partial<PromotionFacts> = {}): PromotionFacts => ({
  modules: { added: [], removed: [], changed: [], same: 90 },
  schemaClass: 'none',
  restorePointAgeSeconds: 300,
  results: { verified: 4, failed: 0 },
  nextEvent: 'none',
  recentFailures: 0,
  now,
  ...change,
});
const event = (from: string) => ({ title: 'Payroll', from });

it.each<[string, Partial<PromotionFacts>, string, string]>([
  ['a quiet step', {}, 'Schema class', 'low'],
  [
    'a module that goes',
    {
      modules: {
        added: [],
        changed: [],
        removed: [{ name: 'crm', version: '1' }],
        same: 2,
      },
    },
    'Size of the change',
    'raised',
  ],
  ['a breaking schema', { schemaClass: 'breaking' }, 'Schema class', 'high'],
  [
    'a restore point that nobody knows',
    { restorePointAgeSeconds: undefined },
    'Restore point',
    'unknown',
  ],
  [
    'a restore point of the day before yesterday',
    { restorePointAgeSeconds: 200_000 },
    'Restore point',
    'raised',
  ],
  [
    'a release that nobody runs',
    { results: { verified: 0, failed: 0 } },
    'Results so far',
    'unknown',
  ],
  [
    'one that failed somewhere',
    { results: { verified: 9, failed: 1 } },
    'Results so far',
    'high',
  ],
  [
    'a calendar that cannot be read',
    { nextEvent: undefined },
    'Next business event',
    'unknown',
  ],
  [
    'payroll tomorrow',
    { nextEvent: event('2026-11-24T18:00:00Z') },
    'Next business event',
    'high',
  ],
  [
    'payroll in five days',
    { nextEvent: event('2026-11-28T18:00:00Z') },
    'Next business event',
    'raised',
  ],
  [
    'payroll that is on',
    { nextEvent: event('2026-11-23T09:00:00Z') },
    'Next business event',
    'high',
  ],
  ['two failures', { recentFailures: 2 }, 'Recent failures', 'high'],
])('%s', (_, change, factor, level) => {
  expect(explainRisk(facts(change))).toContainEqual(
    expect.objectContaining({ factor, level }),
  );
});
