import * as fc from 'fast-check';
import { RECOVERY_BANDS } from '../recovery/bands';
import {
  EVIDENCE_STATES,
  Risk,
  VERDICT_STATUSES,
  Verdict,
} from '../health/verdict';
import { EventFacts, answerEvent } from './answerEvent';

const verdictOf = (change: Partial<Verdict> = {}): Verdict => ({
  status: 'ok',
  evidence: 'fresh',
  coverage: { collected: 19, required: 19 },
  summary: '19 of 19 required probes are fresh and ok',
  riskAhead: [],
  ...change,
});

const riskOf = (due: string, kind: Risk['kind'] = 'storage'): Risk => ({
  kind,
  severity: 'warning',
  due,
  summary: 'The filestore is full on 26 Nov',
  owner: 'group:default/harbour-civil-erp',
  action: { title: 'Make it larger' },
});

const factsOf = (
  production: Partial<NonNullable<EventFacts['production']>> = {},
  change: Partial<EventFacts> = {},
): EventFacts => ({
  to: '2026-11-26T20:00:00.000Z',
  production: {
    verdict: verdictOf(),
    recovery: { score: 92, band: 'good' },
    ...production,
  },
  changes: 'open',
  ...change,
});

const against = (facts: EventFacts) => {
  const { answer, reasons } = answerEvent(facts);
  return [
    answer,
    ...reasons
      .filter(({ says }) => says !== 'yes')
      .map(({ about, says }) => `${about}: ${says}`),
  ];
};

describe('answerEvent', () => {
  it.each<[string, EventFacts, string[]]>([
    ['all is well', factsOf(), ['yes']],
    ['a freeze protects it', factsOf({}, { changes: 'closed' }), ['yes']],
    [
      'production is broken',
      factsOf({ verdict: verdictOf({ status: 'critical' }) }),
      ['no', 'health: no'],
    ],
    [
      'production is broken by old evidence: nothing else is known',
      factsOf({ verdict: verdictOf({ status: 'unknown', evidence: 'stale' }) }),
      ['unknown', 'health: unknown'],
    ],
    [
      'ok by part of the probes is not ok',
      factsOf({ verdict: verdictOf({ evidence: 'partial' }) }),
      ['unknown', 'health: unknown'],
    ],
    [
      'it sleeps',
      factsOf({ verdict: verdictOf({ status: 'asleep' }) }),
      ['at-risk', 'health: at-risk'],
    ],
    [
      'something runs out before it ends',
      factsOf({
        verdict: verdictOf({ riskAhead: [riskOf('2026-11-26T19:59:59.000Z')] }),
      }),
      ['at-risk', 'risks: at-risk'],
    ],
    [
      'something runs out once it is over',
      factsOf({
        verdict: verdictOf({ riskAhead: [riskOf('2026-11-26T20:00:00.000Z')] }),
      }),
      ['yes'],
    ],
    [
      'nobody has judged recovery',
      factsOf({
        recovery: undefined,
        verdict: verdictOf({
          riskAhead: [riskOf('2026-11-26T19:59:59.000Z', 'recovery')],
        }),
      }),
      ['unknown', 'recovery: unknown'],
    ],
    [
      'recovery is fair',
      factsOf({ recovery: { score: 62, band: 'fair' } }),
      ['at-risk', 'recovery: at-risk'],
    ],
    [
      'a change is on its way, and a calendar cannot be read: the danger is said',
      factsOf({ pendingChange: 'c1' }, { changes: 'unknown' }),
      ['at-risk', 'changes: at-risk', 'freeze: unknown'],
    ],
    [
      'a calendar cannot be read',
      factsOf({}, { changes: 'unknown' }),
      ['unknown', 'freeze: unknown'],
    ],
    [
      'its production is not to be seen',
      factsOf({}, { production: undefined }),
      ['unknown', 'health: unknown'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(against(facts)).toEqual(expected);
  });

  it('says yes only where every fact is known and good', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...VERDICT_STATUSES),
        fc.constantFrom(...EVIDENCE_STATES),
        fc.option(fc.constantFrom(...RECOVERY_BANDS), { nil: undefined }),
        fc.constantFrom('open' as const, 'closed' as const, 'unknown' as const),
        fc.option(fc.constant('c1'), { nil: undefined }),
        (status, evidence, band, changes, pendingChange) => {
          const { answer } = answerEvent(
            factsOf(
              {
                verdict: verdictOf({ status, evidence }),
                recovery: band && { score: 92, band },
                pendingChange,
              },
              { changes },
            ),
          );
          const isGood =
            status === 'ok' &&
            evidence === 'fresh' &&
            band === 'good' &&
            changes !== 'unknown' &&
            pendingChange === undefined;
          expect(answer === 'yes').toBe(isGood);
        },
      ),
    );
  });
});
