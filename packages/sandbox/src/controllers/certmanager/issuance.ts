import { timestamp } from '../../kubernetes/store/prepare';
import {
  DAY,
  HOUR,
  parseDuration,
  SECOND,
  withCondition,
  withoutCondition,
  type Condition,
} from '../runtime';
import type { Certificate } from './shapes';

/** cert-manager's defaults: 90 days, renewed when a third is left. */
const LIFETIME = 90 * DAY;
/** How long the sandbox's certificate authority takes. */
export const ISSUING = 2 * SECOND;
/** A failed issuance is repeated after an hour, then twice as late each time, at most 32 hours. */
const LONGEST_RETRY = 32 * HOUR;

type Status = NonNullable<Certificate['status']>;

/** When a failed issuance is repeated, in milliseconds of the epoch; 0 when none failed. */
export function retryAt({ status = {} }: Certificate): number {
  const failures = status.failedIssuanceAttempts ?? 0;
  if (failures === 0) return 0;
  const wait = Math.min(HOUR * 2 ** (failures - 1), LONGEST_RETRY);
  return Date.parse(status.lastFailureTime ?? '') + wait;
}

function withOne(
  { metadata, status }: Certificate,
  condition: Condition,
  now: Date,
): Condition[] {
  const observedGeneration = metadata.generation;
  return withCondition(
    status?.conditions,
    { ...condition, observedGeneration },
    timestamp(now),
  );
}

/** Issuing has begun: anew (the Secret is absent) or to renew. */
export function begun(
  certificate: Certificate,
  absent: boolean,
  now: Date,
): Status {
  const { status } = certificate;
  const reason = absent ? 'DoesNotExist' : 'Renewing';
  const message = absent
    ? 'Issuing certificate as Secret does not exist'
    : `Renewing certificate as renewal was scheduled at ${status?.renewalTime}`;
  const issuing: Condition = {
    type: 'Issuing',
    status: 'True',
    reason,
    message,
  };
  const next = { ...status, conditions: withOne(certificate, issuing, now) };
  if (!absent) return next;
  const ready: Condition = { type: 'Ready', status: 'False', reason, message };
  const conditions = withOne({ ...certificate, status: next }, ready, now);
  return { ...next, conditions };
}

/** The authority refused. A certificate that is still valid stays ready. */
export function failed(
  certificate: Certificate,
  message: string,
  now: Date,
): Status {
  const { status = {} } = certificate;
  const issuing: Condition = {
    type: 'Issuing',
    status: 'False',
    reason: 'Failed',
    message,
  };
  return {
    ...status,
    failedIssuanceAttempts: (status.failedIssuanceAttempts ?? 0) + 1,
    lastFailureTime: timestamp(now),
    conditions: withOne(certificate, issuing, now),
  };
}

export function expired(certificate: Certificate, now: Date): Status {
  const ready: Condition = {
    type: 'Ready',
    status: 'False',
    reason: 'Expired',
    message: `Certificate expired on ${certificate.status?.notAfter}`,
  };
  const conditions = withOne(certificate, ready, now);
  return { ...certificate.status, conditions };
}

export function issued(certificate: Certificate, now: Date): Status {
  const { duration, renewBefore } = certificate.spec;
  const lifetime = parseDuration(duration, LIFETIME);
  const before = parseDuration(renewBefore, lifetime / 3);
  const at = (offset: number) => timestamp(new Date(now.getTime() + offset));
  const ready: Condition = {
    type: 'Ready',
    status: 'True',
    reason: 'Ready',
    message: 'Certificate is up to date and has not expired',
  };
  const {
    failedIssuanceAttempts: _attempts,
    lastFailureTime: _failure,
    ...status
  } = certificate.status ?? {};
  return {
    ...status,
    notBefore: at(0),
    notAfter: at(lifetime),
    renewalTime: at(lifetime - before),
    revision: (status.revision ?? 0) + 1,
    conditions: withoutCondition(withOne(certificate, ready, now), 'Issuing'),
  };
}
