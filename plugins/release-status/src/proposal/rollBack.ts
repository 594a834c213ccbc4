import {
  EnvironmentRelease,
  RollBackMove,
  rollBackSchema,
} from '@plumbline/plugin-odoo-common';
import {
  changeLabel,
  formatCount,
  formatDuration,
  formatInstant,
} from '@plumbline/plugin-odoo-react';
import { Proposal } from './useProposal';

export type RollBackOption = EnvironmentRelease['rollBack'][number];

const MINUTE_MS = 60_000;

/** `Earlier image 18.0-2026.10.1`; where a way leads is a release, a change or a moment. */
export function moveInWords({
  move,
  to = '',
}: Pick<RollBackOption, 'move' | 'to'>): string {
  const words: Record<RollBackMove, () => string> = {
    'image-only': () => `Earlier image ${to}`,
    'configuration-only': () =>
      `Configuration without change ${changeLabel(to)}`,
    restore: () => (to ? `Restore to ${formatInstant(to)}` : 'Restore'),
    'fix-forward': () => `Fix forward ${to}`,
  };
  return words[move]().trim();
}

/** Not known is never none. */
export function downtimeInWords({
  downtimeMinutes,
}: Pick<RollBackOption, 'downtimeMinutes'>): string {
  if (downtimeMinutes === undefined) return 'downtime not known';
  return downtimeMinutes === 0
    ? 'no downtime'
    : `${formatDuration(downtimeMinutes * MINUTE_MS)} down`;
}

export function lossInWords({
  dataLossMinutes,
}: Pick<RollBackOption, 'dataLossMinutes'>): string {
  if (dataLossMinutes === undefined) return 'data lost: not known';
  return dataLossMinutes === 0
    ? 'no data lost'
    : `${formatDuration(dataLossMinutes * MINUTE_MS)} of data lost`;
}

/** What it costs, in a line. */
export function priceInWords(option: RollBackOption): string {
  const touched = option.touches.length + (option.touchesUnnamed ?? 0);
  const others =
    touched > 0
      ? `touches ${formatCount(touched, 'other environment')}`
      : 'touches no other environment';
  return [
    downtimeInWords(option),
    lossInWords(option),
    others,
    formatCount(option.approvals, 'approval'),
  ].join(', ');
}

/** The change that does it; undefined when it is not allowed, or when no change can. */
export function proposalOf(
  environment: string,
  { allowed, move, to }: RollBackOption,
): Proposal | undefined {
  if (!allowed) return undefined;
  if (move === 'fix-forward') {
    return to ? { kind: 'promote', environment, release: to } : undefined;
  }
  const rollBack = rollBackSchema.safeParse({ move, to });
  return rollBack.success
    ? { kind: 'roll-back', environment, rollBack: rollBack.data }
    : undefined;
}

/** Whom it touches; those that the reader may not see are counted. */
export function touchedInWords({
  touches,
  touchesUnnamed = 0,
}: Pick<RollBackOption, 'touches' | 'touchesUnnamed'>): string {
  const unnamed =
    touchesUnnamed > 0
      ? [`${formatCount(touchesUnnamed, 'environment')} of others`]
      : [];
  return [...touches, ...unnamed].join(', ') || 'nobody else';
}
