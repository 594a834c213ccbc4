import { RecoveryOrder } from '../../contract/recovery';
import { formatEnvironmentRef } from '../../environment/ref';
import { BUSINESS_SERVICES, BusinessService } from '../../environment/stage';
import { momentInWords } from '../words';
import { OrderedEnvironment, RecoveryOrderInput } from './input';
import { targetOf } from './target';

type Step = RecoveryOrder['steps'][number];

/**
 * In which order environments come back, one after the other in each cluster, so that an estimate never counts
 * on capacity that nobody has measured. Business services lead (finance, payroll and procurement before
 * reporting), then production before other stages, then tier and name.
 */
export function recoveryOrder(input: RecoveryOrderInput): RecoveryOrder {
  const ordered = [...input.environments].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      Number(b.stage === 'production') - Number(a.stage === 'production') ||
      a.tier - b.tier ||
      (formatEnvironmentRef(a) < formatEnvironmentRef(b) ? -1 : 1),
  );
  const clock = new Map<string, number>();
  const steps = ordered.map((environment, index) =>
    stepOf(environment, { index, ordered, clock, input }),
  );
  return {
    of: input.of,
    asOf: input.now.toISOString(),
    steps,
    services: servicesOf(steps),
  };
}

function rank({ businessServices, tier }: OrderedEnvironment): number {
  // What is rebuilt, not restored, waits for everything that is.
  if (tier === 4) return BUSINESS_SERVICES.length;
  return Math.min(
    ...businessServices.map(service => BUSINESS_SERVICES.indexOf(service)),
  );
}

const basisOf = (measured: number | null) =>
  measured === null
    ? 'estimated from its size; no restore was ever timed'
    : 'from its last restore test, scaled by size';

function stepOf(
  environment: OrderedEnvironment,
  {
    index,
    ordered,
    clock,
    input,
  }: {
    index: number;
    ordered: readonly OrderedEnvironment[];
    /** Seconds after which each cluster is free. */
    clock: Map<string, number>;
    input: RecoveryOrderInput;
  },
): Step {
  const target = targetOf(environment, input);
  const { assessment, estimateSeconds } = environment;
  const problem = target.problem ?? recoveryProblem(environment, input);
  const measured = assessment?.rto.seconds ?? null;
  const starts = clock.get(target.into) ?? 0;
  const completes = starts + (measured ?? estimateSeconds);
  // What cannot be brought back holds up nobody: the next in the order starts in its place.
  if (!problem) clock.set(target.into, completes);
  return {
    position: index + 1,
    environment: formatEnvironmentRef(environment),
    tier: environment.tier,
    owner: environment.owner,
    businessServices: [...environment.businessServices],
    after: [
      ...(target.problem ? [] : [target.into]),
      ...environment.databaseServer,
      ...productionBefore(environment, ordered.slice(0, index)),
    ],
    into: target.into,
    restorableTo: restorableTo(environment, input),
    startsAfterSeconds: problem ? null : starts,
    completesAfterSeconds: problem ? null : completes,
    basis: problem ? 'no estimate' : basisOf(measured),
    problem,
    evidence: assessment?.evidence ?? 'missing',
  };
}

/** Staging and the like serve nobody before their production is back. */
function productionBefore(
  { tenant, stage }: OrderedEnvironment,
  before: readonly OrderedEnvironment[],
): string[] {
  if (stage === 'production') return [];
  return before
    .filter(other => other.tenant === tenant && other.stage === 'production')
    .map(formatEnvironmentRef);
}

function recoveryProblem(
  { assessment }: OrderedEnvironment,
  { of }: RecoveryOrderInput,
): string | undefined {
  if (!assessment) return 'Its recovery has not been judged yet';
  if (!assessment.applies) return 'Rebuilt, not restored: it holds no backups';
  if (assessment.evidence === 'stale' || assessment.evidence === 'missing') {
    return 'What its store holds is not known now';
  }
  const scenario = of.region ? 'region' : 'component';
  const { state, summary } = assessment.rpo[scenario];
  if (state === 'none' || state === 'unknown') return summary;
  return assessment.restorableTo === null ? assessment.claim : undefined;
}

/** When the region is gone, what another one holds; the loss was measured when the store was read. */
function restorableTo(
  { assessment }: OrderedEnvironment,
  { of }: RecoveryOrderInput,
): string | null {
  if (!assessment) return null;
  if (!of.region) return assessment.restorableTo;
  const { seconds } = assessment.rpo.region;
  if (seconds === null || assessment.observedAt === null) return null;
  return new Date(
    Date.parse(assessment.observedAt) - seconds * 1000,
  ).toISOString();
}

function servicesOf(steps: readonly Step[]): RecoveryOrder['services'] {
  return BUSINESS_SERVICES.flatMap((service: BusinessService) => {
    const offering = steps.filter(
      step => step.tier !== 4 && step.businessServices.includes(service),
    );
    if (offering.length === 0) return [];
    // People work in production: a service is back without its rehearsals.
    const production = offering.filter(({ environment }) =>
      environment.endsWith('/production'),
    );
    const serving = production.length > 0 ? production : offering;
    const ends = serving.map(step => step.completesAfterSeconds);
    return {
      service,
      completesAfterSeconds: ends.every(end => end !== null)
        ? Math.max(...ends)
        : null,
      environments: serving.map(({ environment }) => environment),
    };
  });
}

/** In words for a document: `restorable to 11:53 UTC on 23 November 2026`. */
export function restorableInWords({ restorableTo: to }: Step): string {
  return to === null ? 'nothing known' : momentInWords(to);
}
