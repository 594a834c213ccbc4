import { TenantWindows } from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '@plumbline/plugin-odoo-react';

/** Open is said only as long as it is known to be so: not of an answer that is over, or too old to be repeated. */
export function presentWindow(
  { now, nowUntil }: Pick<TenantWindows, 'now' | 'nowUntil'>,
  { isOutdated, at }: { isOutdated: boolean; at: number },
): BadgeProps {
  const isOver = nowUntil !== undefined && Date.parse(nowUntil) <= at;
  if (now === 'unknown' || isOver || isOutdated) {
    return { shape: 'question', tone: 'unknown', word: 'Not known' };
  }
  return now === 'open'
    ? { shape: 'filled-circle', tone: 'ok', word: 'Open' }
    : { shape: 'barrier', tone: 'maintenance', word: 'Closed' };
}

/** The zones of a tenant's legal entities, each once. */
export const zonesOf = ({ legalEntities }: TenantWindows): string[] => [
  ...new Set(legalEntities.map(({ timeZone }) => timeZone)),
];
