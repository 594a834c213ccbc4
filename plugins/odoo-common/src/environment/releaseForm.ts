import { z } from 'zod';
import { rollBackSchema } from '../change/change';

/** The flat parameters of the template `odoo-promote`. */
export const promotionFormSchema = z.object({
  /** `<tenant>/<stage>` */
  environment: z.string(),
  release: z.string(),
  reason: z.string(),
});
export type PromotionForm = z.infer<typeof promotionFormSchema>;

/** The flat parameters of the template `odoo-roll-back`. */
export const rollBackFormSchema = z.object({
  /** `<tenant>/<stage>` */
  environment: z.string(),
  move: rollBackSchema.shape.move,
  /** As `to` of the move. */
  to: z.string(),
  reason: z.string(),
});
export type RollBackForm = z.infer<typeof rollBackFormSchema>;

const FIELD_OF_PATH: [RegExp, keyof PromotionForm | keyof RollBackForm][] = [
  [/^environment/, 'environment'],
  [/^reason/, 'reason'],
  [/^release/, 'release'],
  [/^rollBack\.move/, 'move'],
  [/^rollBack/, 'to'],
];

/** The field of these forms behind a path of a field error. */
export function releaseFieldOf(path: string) {
  return FIELD_OF_PATH.find(([pattern]) => pattern.test(path))?.[1];
}

export function promotionFromForm(form: PromotionForm) {
  return { kind: 'promote' as const, ...form, release: form.release.trim() };
}

export function rollBackFromForm({
  environment,
  move,
  to,
  reason,
}: RollBackForm) {
  return {
    kind: 'roll-back' as const,
    environment,
    rollBack: { move, to: to.trim() },
    reason,
  };
}
