import {
  LOSS_SCENARIOS,
  Objective,
  RecoveryAssessment,
  RecoveryTerm,
  TermResult,
} from '../assessment';
import { capsOf } from './caps';
import { claimOf, disagreementsOf } from './claim';
import { endOfDay, evidenceOf, observedAtOf, reassessAtOf } from './evidence';
import { RepositoryReport } from '../report';
import { RecoveryInput, freshFact } from './input';
import { Judged, TERM_WEIGHTS } from './Judged';
import { lossesOf } from './losses';
import { lossObjectives, restoreObjective } from './objectives';
import { restorableNow, worstFinding } from './restorable';
import { TERMS } from './terms';
import { nextTestDue, testsOfChain } from './tests';

/** What does not cost points and still is not in order. */
const remark = (report: RepositoryReport | undefined) =>
  report && report.verdict !== 'ok' ? worstFinding(report) : undefined;

/**
 * Recovery readiness, 0 to 100, by the formula of `assessments.md`:
 * `min(caps, 100 * sum(weight * term) / sum(weight))` over the terms that the tier demands.
 *
 * What is missing, stale or half read earns nothing and is said so: no score rests on it.
 */
export function assessRecovery(input: RecoveryInput): RecoveryAssessment {
  const { policy, now, facts } = input;
  if (policy.recoveryTerms.length === 0) return notApplicable(input);
  const restorable = restorableNow(input);
  const report = freshFact({ facts, now }, 'database')?.fact.report;
  const tests = report ? testsOfChain(input.tests, report) : [];
  const situation = { input, restorable, tests };
  const judged: Judged = {
    ...situation,
    rpo: lossObjectives(situation),
    rto: restoreObjective(situation),
  };

  const terms = policy.recoveryTerms.map(term => {
    const value = TERMS[term](judged);
    return { value, result: termResult(term, value, input) };
  });
  const weights = terms.reduce((sum, { result }) => sum + result.weight, 0);
  const earned = terms.reduce(
    (sum, { result }) => sum + result.weight * result.value,
    0,
  );
  const caps = capsOf(judged);
  const score = Math.min(
    (100 * earned) / weights,
    ...caps.map(({ cap }) => cap),
  );
  const losses = lossesOf(terms, caps);

  return {
    // Never rounded up: 79.9 is not good.
    score: Math.floor(score),
    applies: true,
    tier: input.spec.tier,
    terms: terms.map(({ result }) => result),
    caps: caps.map(({ cap, reason }) => ({ cap: Math.floor(cap), reason })),
    losses,
    weakestLink: losses[0]?.what ?? remark(report) ?? 'Nothing is lost',
    rpo: judged.rpo,
    rto: judged.rto,
    restorableTo: restorable.state === 'restorable' ? restorable.to : null,
    claim: claimOf(judged),
    disagreements: disagreementsOf(judged),
    evidence: evidenceOf(input),
    observedAt: observedAtOf(input),
    // Of a chain that cannot be read now nobody knows what was proven.
    testDueAt: report ? nextTestDue(input, tests) : null,
    reassessAt: reassessAtOf(judged),
  };
}

function termResult(
  term: RecoveryTerm,
  {
    value,
    unknown,
    summary,
  }: { value: number; unknown?: boolean; summary: string },
  input: RecoveryInput,
): TermResult {
  const exemption = input.records.find(
    ({ statement, confirmedAt, withdrawnAt }) =>
      statement.kind === 'exemption' &&
      statement.term === term &&
      confirmedAt !== undefined &&
      withdrawnAt === undefined &&
      endOfDay(statement.until) > input.now.toISOString(),
  );
  const base = { term, weight: TERM_WEIGHTS[term], value };
  if (exemption && value < 1 && exemption.statement.kind === 'exemption') {
    const { until, reason } = exemption.statement;
    return {
      ...base,
      state: 'exempted',
      summary: `Exempted until ${until} by ${exemption.confirmedBy}: ${reason}. ${summary}`,
    };
  }
  return { ...base, state: unknown ? 'unknown' : 'measured', summary };
}

const NOT_DEMANDED: Objective = {
  state: 'not-demanded',
  seconds: null,
  targetSeconds: null,
  summary: 'This tier is rebuilt, not restored',
};

/** A tier that demands nothing has no score and stays out of averages. */
function notApplicable({ spec, facts }: RecoveryInput): RecoveryAssessment {
  return {
    score: null,
    applies: false,
    tier: spec.tier,
    terms: [],
    caps: [],
    losses: [],
    weakestLink: NOT_DEMANDED.summary,
    rpo: Object.fromEntries(
      LOSS_SCENARIOS.map(scenario => [scenario, NOT_DEMANDED]),
    ) as RecoveryAssessment['rpo'],
    rto: NOT_DEMANDED,
    restorableTo: null,
    claim: NOT_DEMANDED.summary,
    disagreements: [],
    evidence: Object.keys(facts).length === 0 ? 'missing' : 'fresh',
    observedAt: null,
    testDueAt: null,
    reassessAt: null,
  };
}
