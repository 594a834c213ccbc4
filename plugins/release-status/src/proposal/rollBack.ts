import {
  EnvironmentRelease,
  RollBackMove,
  rollBackSchema,
} from '@plumbline/plugin-odoo-common';
import { formatCount, formatQuantity } from '@plumbline/plugin-odoo-react';
import { Proposal } from './useProposal';

export type RollBackOption = EnvironmentRelease['rollBack'][number];

export const MOVE_TITLES: Record<RollBackMove, string> = {
  'image-only': 'Earlier image',
  'configuration-only': 'Earlier configuration',
  restore: 'Restore',
  'fix-forward': 'Fix forward',
};

/** `Earlier image 18.0-2026.10.1` */
export const moveInWords = ({ move, to }: RollBackOption) =>
  to ? `${MOVE_TITLES[move]} ${to}` : MOVE_TITLES[move];

/** Not known is never none. */
export const downtimeInWords = ({ downtimeMinutes }: RollBackOption) =>
  downtimeMinutes === undefined
    ? 'downtime not known'
    : `${formatQuantity(downtimeMinutes, 'min')} down`;

export function lossInWords({ dataLossMinutes }: RollBackOption): string {
  if (dataLossMinutes === undefined) return 'data lost: not known';
  return dataLossMinutes === 0
    ? 'no data lost'
    : `${formatQuantity(dataLossMinutes, 'min')} of data lost`;
}

/** What it costs, in a line. */
export function priceInWords(option: RollBackOption): string {
  const others =
    option.touches.length > 0
      ? `touches ${formatCount(option.touches.length, 'other environment')}`
      : 'touches no other environment';
  return [
    downtimeInWords(option),
    lossInWords(option),
    others,
    formatCount(option.approvals, 'approval'),
  ].join(', ');
}

/** The change that does it; undefined when it is not allowed, or is no change of this kind. */
export function proposalOf(
  environment: string,
  { allowed, move, to }: RollBackOption,
): Proposal | undefined {
  const rollBack = rollBackSchema.safeParse({ move, to });
  return allowed && rollBack.success
    ? { kind: 'roll-back', environment, rollBack: rollBack.data }
    : undefined;
}
