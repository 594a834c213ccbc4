import { recoveryAt } from '@plumbline/plugin-odoo-common';
import { useExpired } from '../evidence';

/** The readiness as it counts now: an open page turns grey by itself, whether the server answers or not. */
export function useRecoveryNow<S extends Parameters<typeof recoveryAt>[0]>(
  assessment: S,
): S {
  const isExpired = useExpired(assessment.reassessAt ?? undefined);
  return isExpired ? recoveryAt(assessment, new Date()) : assessment;
}
