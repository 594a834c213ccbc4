import {
  ENVIRONMENT_REF_ACCEPTED,
  FieldError,
  OVERRIDABLE_GATES,
  REASON_MAX_LENGTH,
  plainTextAccepted,
  toFieldErrors,
} from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { OFFERED_KINDS, OfferedKind } from './PreparedChange';

const CONTENT_HASH_ACCEPTED = 'sha256: and 64 hexadecimal digits';

/** What each field of a change's requests takes, in words. */
const ACCEPTED: Record<string, string> = {
  '': 'a JSON object',
  kind: `one of ${OFFERED_KINDS.join(', ')}`,
  environment: ENVIRONMENT_REF_ACCEPTED,
  spec: 'the spec of an environment, as an object',
  release: 'the version of a release of the registry',
  rollBack: 'an object with `move` and `to`',
  'rollBack.move': 'image-only or configuration-only',
  'rollBack.to':
    'the earlier release, or the id of the change that is taken back',
  restoreTest: 'an object with `to`, or nothing for the newest moment',
  'restoreTest.to': 'a time like 2026-11-23T14:05:00Z',
  reason: plainTextAccepted(REASON_MAX_LENGTH),
  comment: plainTextAccepted(REASON_MAX_LENGTH),
  expectedContentHash: CONTENT_HASH_ACCEPTED,
  contentHash: CONTENT_HASH_ACCEPTED,
  gate: `one of ${OVERRIDABLE_GATES.join(', ')}`,
  until: 'a time within the next 7 days, like 2026-11-23T14:05:00Z',
  dryRun: 'true or false',
};
export const acceptedByChangeField = (path: string) => ACCEPTED[path];

/** The wrong fields of a request about a change; a body that is no object is named `body`. */
export function requestErrors(error: z.ZodError): FieldError[] {
  return toFieldErrors(error, acceptedByChangeField).map(issue =>
    issue.path === '' ? { ...issue, path: 'body' } : issue,
  );
}

const isOffered = (kind: string): kind is OfferedKind =>
  (OFFERED_KINDS as readonly string[]).includes(kind);

/** A kind of the contract that this version does not offer, or none of the contract at all. */
export function kindErrors(kind: string | undefined): FieldError[] {
  if (kind === undefined || isOffered(kind)) return [];
  const message = `${JSON.stringify(kind.slice(0, 40))} is not offered`;
  return [{ path: 'kind', message, accepted: ACCEPTED.kind }];
}
