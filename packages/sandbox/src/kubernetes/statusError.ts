import type { JsonObject } from './json';

/** One reason why a request was refused, bound to a field where there is one. */
export interface StatusCause {
  reason?: string;
  message: string;
  field?: string;
}

/** What a Status says about the object it is about. */
export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

/** A failure as the Kubernetes API reports it: `metav1.Status` with code and reason. */
export class StatusError extends Error {
  override readonly name = 'StatusError';

  constructor(
    /** HTTP status. */
    readonly code: number,
    /** Machine-readable reason of metav1, such as `NotFound`. */
    readonly reason: string,
    message: string,
    readonly details: StatusDetails = {},
  ) {
    super(message);
  }

  toStatus(): JsonObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      details: this.details,
      code: this.code,
    };
  }
}

/** The kind as errors name it: `deployments.apps`, `pods`. */
export interface ErrorSubject {
  group: string;
  plural: string;
}

function qualified(subject: ErrorSubject): string {
  return subject.group ? `${subject.plural}.${subject.group}` : subject.plural;
}

export function notFound(subject: ErrorSubject, name: string): StatusError {
  return new StatusError(
    404,
    'NotFound',
    `${qualified(subject)} "${name}" not found`,
    { name, group: subject.group, kind: subject.plural },
  );
}

export function alreadyExists(subject: ErrorSubject, name: string) {
  return new StatusError(
    409,
    'AlreadyExists',
    `${qualified(subject)} "${name}" already exists`,
    { name, group: subject.group, kind: subject.plural },
  );
}

export function conflict(subject: ErrorSubject, name: string, why?: string) {
  const reason =
    why ??
    'the object has been modified; please apply your changes to the latest version and try again';
  return new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(
      subject,
    )} "${name}": ${reason}`,
    { name, group: subject.group, kind: subject.plural },
  );
}

export function invalid(
  subject: { group: string; kind: string },
  name: string,
  causes: StatusCause[],
): StatusError {
  const kind = subject.group
    ? `${subject.kind}.${subject.group}`
    : subject.kind;
  const lines = causes.map(cause => `${cause.field}: ${cause.message}`);
  const text = lines.length === 1 ? lines[0] : `[${lines.join(', ')}]`;
  return new StatusError(
    422,
    'Invalid',
    `${kind} "${name}" is invalid: ${text}`,
    {
      name,
      group: subject.group,
      kind: subject.kind,
      causes,
    },
  );
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

export function expired(message: string): StatusError {
  return new StatusError(410, 'Expired', message);
}
