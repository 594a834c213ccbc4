import type {
  AdmissionPolicy,
  PolicyResult,
} from '@plumbline/plugin-odoo-policy';
import { StatusError } from '../statusError';
import type { AdmissionRequest } from './admissionRequest';

const CODES = {
  Unauthorized: 401,
  Forbidden: 403,
  Invalid: 422,
  RequestEntityTooLarge: 413,
} as const;

/**
 * What the API server answers to a write that a policy denies. Source: Dispatch in
 * k8s.io/apiserver/pkg/admission/plugin/policy/validating/dispatcher.go.
 */
export function denial(
  { kind, object, operation }: AdmissionRequest,
  { metadata, spec }: AdmissionPolicy,
  { binding, expression, message }: PolicyResult,
): StatusError {
  const reason =
    spec.validations.find(each => each.expression === expression)?.reason ??
    'Invalid';
  const why = `ValidatingAdmissionPolicy '${metadata.name}' with binding '${binding}' denied request: ${message}`;
  const { generateName, name: given } = object.metadata;
  // A cluster generates names later; and what is tried again must fail with the same words.
  const name = operation === 'CREATE' ? generateName ?? given : given;
  const resource = kind.group ? `${kind.plural}.${kind.group}` : kind.plural;
  return new StatusError(
    CODES[reason],
    reason,
    `${resource} "${name}" is forbidden: ${why}`,
    {
      name,
      group: kind.group,
      kind: kind.plural,
      causes: [{ message: why }],
    },
  );
}

/** As the API server words it, in the same file. */
export const warningsOf = ({ policy, warnings = [] }: PolicyResult): string[] =>
  warnings.map(
    ({ binding, message }) =>
      `Validation failed for ValidatingAdmissionPolicy '${policy}' with binding '${binding}': ${message}`,
  );
