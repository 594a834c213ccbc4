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

/** The reason is no part of the content; the form asks for it last and the preview does not wait for it. */
const REASON_NOT_GIVEN_YET = 'Preview';

/**
 * Asks change control what the parameters so far would do. A form that is not filled in yet is
 * sent all the same: the server names what is missing, as it would for the API.
 */
export async function dryRun(
  fetchApi: FetchApi,
  formData: unknown,
  signal?: AbortSignal,
): Promise<DryRun> {
  try {
    const form = environmentFormSchema.parse({
      tenant: '',
      stage: '',
      ...(formData as object),
      reason: reasonOf(formData),
    });
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

function reasonOf(formData: unknown): unknown {
  const { reason } = formData as { reason?: unknown };
  return reason || REASON_NOT_GIVEN_YET;
}
