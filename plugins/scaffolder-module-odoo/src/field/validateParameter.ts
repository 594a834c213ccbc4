import { ApiHolder, fetchApiRef } from '@backstage/core-plugin-api';
import { ProposedKind, fieldOf, isOfExisting } from '../proposal/proposalOf';
import { sharedDryRun } from '../proposal/sharedDryRun';

/**
 * Rules that join fields live on the server alone; it is asked before the page is left, and what it says of this
 * parameter stands at its field.
 */
export async function validateParameter(
  name: string | undefined,
  {
    field,
    apiHolder,
    formData,
    proposes = isOfExisting(formData) ? 'update' : 'create',
  }: {
    field: { addError(message: string): void };
    apiHolder: ApiHolder;
    formData: unknown;
    proposes?: ProposedKind;
  },
): Promise<void> {
  const fetchApi = apiHolder.get(fetchApiRef);
  if (!fetchApi || !name) return;
  // A dry run that failed does not hold the page: the preview asks again, and says so.
  const answer = await sharedDryRun(fetchApi, { proposes, formData });
  if (answer.status === 'refused' && name === 'tenant') {
    field.addError(answer.message);
  }
  if (answer.status !== 'invalid') return;
  for (const { path, message, accepted } of answer.fieldErrors) {
    if (fieldOf(proposes, path) === name) {
      field.addError(`${message}. Accepted: ${accepted}.`);
    }
  }
}
