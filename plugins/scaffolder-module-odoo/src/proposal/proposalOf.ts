import {
  ProposeChangeInput,
  environmentFormSchema,
  environmentUpdateFormSchema,
  formFieldOf,
  promotionFormSchema,
  promotionFromForm,
  proposalFromForm,
  releaseFieldOf,
  rollBackFormSchema,
  rollBackFromForm,
  updateFieldOf,
  updateFromForm,
} from '@plumbline/plugin-odoo-common';

/** What a form of ours proposes. */
export const PROPOSED_KINDS = [
  'create',
  'update',
  'promote',
  'roll-back',
  'decommission',
] as const;
export type ProposedKind = (typeof PROPOSED_KINDS)[number];

/** The parameters of a form so far, and what they are to become. */
export interface Draft {
  proposes: ProposedKind;
  formData: unknown;
}

/** The reason is no part of the content; the forms ask for it last and the preview does not wait for it. */
const REASON_NOT_GIVEN_YET = 'Preview';

/** A form that is not filled in yet is sent all the same: the server names what is missing, as it would for the API. */
export function proposalOf({ proposes, formData }: Draft): ProposeChangeInput {
  const given = formData as { reason?: unknown };
  const form = { ...given, reason: given.reason || REASON_NOT_GIVEN_YET };
  if (proposes === 'create') {
    return proposalFromForm(
      environmentFormSchema.parse({ tenant: '', stage: '', ...form }),
    );
  }
  if (proposes === 'promote') {
    return promotionFromForm(
      promotionFormSchema.parse({ environment: '', release: '', ...form }),
    );
  }
  if (proposes === 'roll-back') {
    return rollBackFromForm(
      rollBackFormSchema.parse({
        environment: '',
        move: 'image-only',
        to: '',
        ...form,
      }),
    );
  }
  const update = environmentUpdateFormSchema.parse(form);
  if (proposes === 'update') return updateFromForm(update);
  const { environment, reason } = update;
  return { kind: proposes, environment, reason };
}

/** The forms that change an environment name it in one field; the form that creates one, in two. */
export const isOfExisting = (formData: unknown): boolean =>
  typeof formData === 'object' &&
  formData !== null &&
  'environment' in formData;

/** The field of the form behind a path of a field error. */
export function fieldOf(proposes: ProposedKind, path: string) {
  if (proposes === 'create') return formFieldOf(path);
  return proposes === 'promote' || proposes === 'roll-back'
    ? releaseFieldOf(path)
    : updateFieldOf(path);
}
