import {
  EnvironmentRef,
  ProposeChangeInput,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { MomentText, readMoment } from '../moment';

export interface RestoreTestForm {
  point: 'newest' | 'moment';
  /** Absent until something was typed. */
  moment?: MomentText;
  reason: string;
}

export const INITIAL_FORM: RestoreTestForm = { point: 'newest', reason: '' };

/** The change that the form asks for; undefined while something is missing. */
export function requestOf(
  form: RestoreTestForm,
  environment: EnvironmentRef,
): ProposeChangeInput | undefined {
  const reason = form.reason.trim();
  if (reason === '') return undefined;
  const request = {
    kind: 'restore-test',
    environment: formatEnvironmentRef(environment),
    reason,
  } as const;
  if (form.point === 'newest') return request;
  const read = form.moment && readMoment(form.moment);
  return read?.at === undefined
    ? undefined
    : { ...request, restoreTest: { to: read.at } };
}
