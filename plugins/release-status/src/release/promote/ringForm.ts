import { ProposeRolloutInput } from '@plumbline/plugin-odoo-common';

/** As it is typed; empty is the default of the server. */
export interface RingForm {
  reason: string;
  batch: string;
  soakMinutes: string;
  failureBudget: string;
}

export const INITIAL_FORM: RingForm = {
  reason: '',
  batch: '1',
  soakMinutes: '60',
  failureBudget: '',
};

const WHOLE = /^\d{1,6}$/;

/** What is asked of the server; undefined while something is missing or no whole number. */
export function requestOf(
  form: RingForm,
  release: string,
  ring: string,
): ProposeRolloutInput | undefined {
  const reason = form.reason.trim();
  const { batch, soakMinutes, failureBudget } = form;
  const numbers = [batch, soakMinutes, failureBudget || '0'];
  if (!reason || !numbers.every(number => WHOLE.test(number))) return undefined;
  return {
    release,
    ring,
    reason,
    batch: Number(batch),
    soak: `PT${Number(soakMinutes)}M`,
    ...(failureBudget && { failureBudget: Number(failureBudget) }),
  };
}
