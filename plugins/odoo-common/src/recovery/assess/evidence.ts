import { EvidenceState } from '../../health/verdict';
import { RecoveryFactKind } from '../facts';
import { RecoveryInput, freshFact } from './input';
import { nextTestDue } from './tests';
import { Judged } from './Judged';

const ALWAYS: readonly RecoveryFactKind[] = [
  'database',
  'filestore',
  'restore-tests',
];

/** The facts that the tier's terms rest on. */
function neededFacts({ policy }: RecoveryInput): RecoveryFactKind[] {
  const { recoveryTerms } = policy;
  return [
    ...ALWAYS,
    ...(recoveryTerms.includes('offsiteAndImmutable')
      ? (['copies'] as const)
      : []),
    ...(recoveryTerms.includes('alerting') ? (['alerting'] as const) : []),
  ];
}

export function evidenceOf(input: RecoveryInput): EvidenceState {
  const needed = neededFacts(input);
  const known = needed.filter(kind => input.facts[kind]);
  if (known.length === 0) return 'missing';
  if (known.some(kind => !freshFact(input, kind))) return 'stale';
  const half = (['database', 'filestore'] as const).some(
    kind => freshFact(input, kind)?.fact.report.partial,
  );
  return half || known.length < needed.length ? 'partial' : 'fresh';
}

/** When the oldest of the needed facts was read. */
export function observedAtOf(input: RecoveryInput): string | null {
  const times = neededFacts(input).flatMap(
    kind => input.facts[kind]?.observedAt ?? [],
  );
  return times.sort()[0] ?? null;
}

/** What slides with time (freshness, overdue tests) is worked out at least this often. */
const SLIDES_MS = 6 * 3600 * 1000;

/** The first moment ahead at which the same facts may judge differently. */
export function reassessAtOf({ input, tests }: Judged): string {
  const now = input.now.toISOString();
  const moments = [
    new Date(input.now.getTime() + SLIDES_MS).toISOString(),
    nextTestDue(input, tests) ?? '',
    ...Object.values(input.facts).map(({ expiresAt }) => expiresAt),
    ...input.records.flatMap(({ statement }) =>
      statement.kind === 'exemption' ? endOfDay(statement.until) : [],
    ),
  ];
  return moments.filter(at => at > now).sort()[0];
}

/** An exemption holds through its last day, in UTC. */
export function endOfDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString();
}
