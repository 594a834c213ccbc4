import { Deployment, MatrixCell } from '@plumbline/plugin-odoo-common';
import {
  BadgeProps,
  formatInstant,
  formatRelative,
  presentStatus,
} from '@plumbline/plugin-odoo-react';
import { presentOutcome } from '../../outcome';

/** Whether it is known now to be well: what was verified once proves nothing of today. */
const isWell = ({ verdict, evidence }: MatrixCell) =>
  verdict === 'ok' && evidence === 'fresh';

/** A cell that could not be loaded again: what was fresh then proves nothing of now. */
export const asOutdated = (cell: MatrixCell): MatrixCell =>
  cell.evidence === 'fresh' ? { ...cell, evidence: 'stale' } : cell;

/** What stands under the version, the most important last thing first: how it did, how it is, what differs, what comes. */
export function marksOf(cell: MatrixCell): BadgeProps[] {
  const { outcome, verdict, evidence, drift, pendingChange, blockedBy } = cell;
  const marks: BadgeProps[] = [presentOutcome(outcome, isWell(cell))];
  if (!isWell(cell)) marks.push(presentStatus(verdict, evidence));
  if (drift.length > 0) {
    marks.push({ shape: 'triangle', tone: 'degraded', word: 'drift' });
  }
  if (cell.heldUntil) {
    marks.push({ shape: 'wrench', tone: 'maintenance', word: 'held' });
  }
  if (blockedBy) {
    marks.push({ shape: 'barrier', tone: 'critical', word: 'blocked' });
  } else if (pendingChange) {
    marks.push({
      shape: 'hourglass',
      tone: 'maintenance',
      word: `${pendingChange.kind} pending`,
    });
  }
  return marks;
}

const OUTCOMES: Record<Deployment['outcome'], string> = {
  running: 'its change has not arrived yet',
  verified: 'verified after its change',
  failed: 'failed: never healthy, or ill within a day',
  replaced: 'replaced before it was verified',
  unknown: 'how it did is not known',
};

/** The same in sentences, with what the cell has no room for. `now` in milliseconds. */
export function explain(
  environment: string,
  cell: MatrixCell,
  now: number,
): string[] {
  const { version, since, outcome, verdict, evidence, drift } = cell;
  return [
    `${environment}, tier ${cell.tier}, ${
      cell.ring
        ? `ring ${cell.ring}`
        : 'in no ring: no release can be promoted here'
    }`,
    since
      ? `${version} since ${formatInstant(since)}, ${formatRelative(
          since,
          now,
        )}`
      : `${version}, since when is not known`,
    `Deployment: ${OUTCOMES[outcome]}`,
    `Health now: ${presentStatus(verdict, evidence).word}`,
    drift.length > 0 ? `Drift: ${drift.join(', ')}` : 'No drift known',
    ...(cell.heldUntil ? [`Held up to and with ${cell.heldUntil}`] : []),
    ...(cell.pendingChange
      ? [
          `On its way: ${
            cell.pendingChange.kind
          }, ${cell.pendingChange.state.replace(/-/g, ' ')}`,
        ]
      : []),
    ...(cell.blockedBy ? [`Blocked by ${cell.blockedBy}`] : []),
    ...(cell.candidate ? [`Next: ${cell.candidate}`] : []),
  ];
}
