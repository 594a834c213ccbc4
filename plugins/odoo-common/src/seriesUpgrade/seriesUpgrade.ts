import { z } from 'zod';
import { parentSchema } from '../change/parent';

/** The way to the new series, in order. */
export const FORWARD_STEPS = [
  'prove',
  'rehearse',
  'look',
  'stop',
  'cut-over',
  'dns',
  'accept',
  'clean-up',
] as const;

/** The way back to the old one, after somebody has decided to go back. */
export const BACK_STEPS = [
  'stop-clone',
  'start-old',
  'dns-back',
  'clean-up-clone',
] as const;

export const SERIES_UPGRADE_STEPS = [...FORWARD_STEPS, ...BACK_STEPS] as const;
export const seriesUpgradeStepSchema = z.enum(SERIES_UPGRADE_STEPS);
export type SeriesUpgradeStep = z.infer<typeof seriesUpgradeStepSchema>;

/** Steps that are nothing but the word of a person. */
export const CONFIRMED_STEPS = ['look', 'dns', 'accept', 'dns-back'] as const;
export const confirmedStepSchema = z.enum(CONFIRMED_STEPS);
export type ConfirmedStep = z.infer<typeof confirmedStepSchema>;

/** The last three are ends. */
export const SERIES_UPGRADE_STATES = [
  'open',
  'going-back',
  'done',
  'gone-back',
  'stopped',
] as const;
export const seriesUpgradeStateSchema = z.enum(SERIES_UPGRADE_STATES);
export type SeriesUpgradeState = z.infer<typeof seriesUpgradeStateSchema>;

/** Somebody said so, of the change whose outcome they looked at; it says nothing of a later one. */
export const confirmationSchema = z.object({
  step: confirmedStepSchema,
  /** Id of that change; absent: there was none to look at. */
  of: z.string().optional(),
  by: z.string(),
  reason: z.string(),
  at: z.iso.datetime(),
});
export type Confirmation = z.infer<typeof confirmationSchema>;

/**
 * The parent of the changes that move a production to a new series of Odoo: cloned, migrated, cut over, and kept until
 * it is accepted. Which of its changes belongs to which step follows from what the change does (`changesOfStep`).
 */
export const seriesUpgradeSchema = parentSchema.extend({
  /** The old production, `<tenant>/production`. */
  environment: z.string(),
  /** Tenant of the new one. */
  clone: z.string(),
  /** What the old one ran when the upgrade was begun. */
  from: z.string(),
  state: seriesUpgradeStateSchema,
  confirmations: z.array(confirmationSchema),
});
export type SeriesUpgrade = z.infer<typeof seriesUpgradeSchema>;

/** Where the migration is tried first. */
export const rehearsalOf = ({ clone }: Pick<SeriesUpgrade, 'clone'>) =>
  `${clone}/pre-production`;

/** The new production. */
export const productionOf = ({ clone }: Pick<SeriesUpgrade, 'clone'>) =>
  `${clone}/production`;

/** Nothing follows any more. */
export const hasSeriesUpgradeEnded = ({
  state,
}: Pick<SeriesUpgrade, 'state'>) => state !== 'open' && state !== 'going-back';
