import { EnvironmentRef } from '@plumbline/plugin-odoo-common';
import { RestoreTestRequest } from '@plumbline/plugin-odoo-react';
import { MomentText, readMoment } from '../moment';

export interface RestoreTestForm {
  point: 'newest' | 'moment';
  /** Absent until something was typed. */
  moment?: MomentText;
  reason: string;
}

export const INITIAL_FORM: RestoreTestForm = { point: 'newest', reason: '' };

/** What the form asks for; undefined while something is missing. */
export function requestOf(
  form: RestoreTestForm,
  { tenant, stage }: EnvironmentRef,
): RestoreTestRequest | undefined {
  const reason = form.reason.trim();
  if (reason === '') return undefined;
  const request = { environment: { tenant, stage }, reason };
  if (form.point === 'newest') return request;
  const read = form.moment && readMoment(form.moment);
  return read?.at === undefined ? undefined : { ...request, to: read.at };
}
