import { Environment, Expectation } from '@plumbline/plugin-odoo-common';
import { KindId } from '../records';
import { Probe } from './Subject';
import { KUBERNETES_PROBES } from './probeTable';

export function plannedProbes({ probes }: Expectation): Probe[] {
  return KUBERNETES_PROBES.filter(({ id }) => probes.includes(id));
}

/** Kinds that no probe judges and that can still change an answer: a migration excuses while its pod runs. */
const ALWAYS: readonly KindId[] = ['jobs', 'pods'];

/** What must be listed for these environments, and how many of them each kind matters to. */
export function neededKinds(
  environments: readonly Environment[],
): Map<KindId, number> {
  const needed = new Map<KindId, number>();
  for (const { expectation } of environments) {
    const kinds = plannedProbes(expectation).flatMap(probe => [
      ...probe.needs(expectation),
      ...(probe.consults?.(expectation) ?? []),
      ...(probe.mentions?.(expectation) ?? []),
    ]);
    for (const kind of new Set([...kinds, ...ALWAYS])) {
      needed.set(kind, (needed.get(kind) ?? 0) + 1);
    }
  }
  return needed;
}

/** The environments for which a kind that is not installed makes a probe unknown. */
export function environmentsThatNeed(
  kind: KindId,
  environments: readonly Environment[],
): Environment[] {
  return environments.filter(({ expectation }) =>
    plannedProbes(expectation).some(probe =>
      probe.needs(expectation).includes(kind),
    ),
  );
}

/** The environments of which a probe says nothing while a kind could not be listed. */
export function environmentsThatWait(
  kind: KindId,
  environments: readonly Environment[],
): Environment[] {
  return environments.filter(
    ({ expectation }) =>
      ALWAYS.includes(kind) ||
      plannedProbes(expectation).some(probe =>
        [
          ...probe.needs(expectation),
          ...(probe.consults?.(expectation) ?? []),
        ].includes(kind),
      ),
  );
}
