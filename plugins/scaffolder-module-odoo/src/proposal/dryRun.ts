import { FetchApi } from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import {
  Change,
  environmentFormSchema,
  FieldError,
  proposalFromForm,
} from '@plumbline/plugin-odoo-common';
import {
  createOdooApi,
  errorStatus,
  errorText,
  fieldErrorsOf,
} from '@plumbline/plugin-odoo-react';

export type DryRun =
  | { status: 'ready'; change: Change }
  | { status: 'invalid'; fieldErrors: FieldError[] }
  /** The caller may not propose this, or it contradicts what exists: a matter of tenant and stage. */
  | { status: 'refused'; message: string }
  | { status: 'failed'; error: Error };

const REFUSALS = [403, 404, 409];

/**
 * Asks change control what the parameters so far would do. A form that is not filled in yet is
 * sent all the same: the server names what is missing, as it would for the API.
 */
export async function dryRun(
  fetchApi: FetchApi,
  formData: unknown,
  signal?: AbortSignal,
): Promise<DryRun> {
  const form = environmentFormSchema.parse({
    tenant: '',
    stage: '',
    reason: '',
    ...(formData as object),
  });
  try {
    const change = await createOdooApi(fetchApi).proposeChange(
      { ...proposalFromForm(form), dryRun: true },
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
