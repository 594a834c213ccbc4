import { FetchApi } from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import { Change, FieldError } from '@plumbline/plugin-odoo-common';
import {
  createOdooApi,
  errorStatus,
  errorText,
  fieldErrorsOf,
} from '@plumbline/plugin-odoo-react';
import { Draft, proposalOf } from './proposalOf';

export type DryRun =
  | { status: 'ready'; change: Change }
  | { status: 'invalid'; fieldErrors: FieldError[] }
  /** The caller may not propose this, it contradicts what exists, or nothing would change. */
  | { status: 'refused'; message: string }
  | { status: 'failed'; error: Error };

/** A 400 that names no field is about the proposal as a whole. */
const REFUSALS = [400, 403, 404, 409];

/** Asks change control what the parameters so far would do. */
export async function dryRun(
  fetchApi: FetchApi,
  draft: Draft,
  signal?: AbortSignal,
): Promise<DryRun> {
  try {
    const change = await createOdooApi(fetchApi).proposeChange(
      { ...proposalOf(draft), dryRun: true },
      { signal },
    );
    return { status: 'ready', change };
  } catch (thrown) {
    const error = toError(thrown);
    const fieldErrors = fieldErrorsOf(error);
    if (fieldErrors.length > 0) return { status: 'invalid', fieldErrors };
    if (REFUSALS.includes(errorStatus(error) ?? 0)) {
      return { status: 'refused', message: errorText(error) };
    }
    return { status: 'failed', error };
  }
}
