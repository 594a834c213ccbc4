import {
  Condition,
  Time,
  VolumeClaimRecord,
  conditionWords,
  findCondition,
  parseQuantity,
} from '../records';
import { MINUTE, shorten, waited } from '../words';
import { Judgement } from './Judgement';

/** A disk is provisioned, attached and grown within minutes. */
const PATIENCE = 10 * MINUTE;

/** Conditions of a claim whose growth has been asked for and is not done. */
const GROWTH = [
  'ControllerResizeError',
  'NodeResizeError',
  'FileSystemResizePending',
  'Resizing',
];

export function judgeVolumeClaim(
  claim: VolumeClaimRecord,
  now: Time,
): Judgement {
  const { phase, deletedAt, createdAt } = claim;
  const of = claim.storageClass ? ` (storage class ${claim.storageClass})` : '';
  if (phase === 'Lost') {
    return { status: 'critical', reason: 'has lost its volume' };
  }
  if (deletedAt !== undefined) {
    return {
      status: 'critical',
      reason: 'is being deleted and lives only while a pod uses it',
      since: deletedAt,
    };
  }
  if (phase === 'Pending') {
    // A new claim waits for its first pod; one that goes on waiting keeps the pod from starting.
    return {
      status: waited(createdAt, now) > PATIENCE ? 'critical' : 'ok',
      reason: `is not bound to a volume${of}`,
      since: createdAt,
    };
  }
  if (phase !== 'Bound') {
    return {
      status: 'unknown',
      reason: `does not say whether it is bound${of}`,
    };
  }
  return growth(claim, now) ?? { status: 'ok', reason: `is bound${of}` };
}

function growth(claim: VolumeClaimRecord, now: Time): Judgement | undefined {
  const { capacity = '', requested = '', conditions } = claim;
  const stuck = GROWTH.map(type => findCondition(conditions, type)).find(
    condition => condition?.status === 'True',
  );
  const smaller =
    (parseQuantity(capacity) ?? 0) < (parseQuantity(requested) ?? 0);
  if (!stuck && !smaller) return undefined;
  const since = stuck?.lastTransitionTime;
  return {
    status: failed(stuck) || waited(since, now) > PATIENCE ? 'degraded' : 'ok',
    reason: `has ${capacity || 'no size'} of the ${requested} it asks for${
      stuck ? `, ${stuck.type}: ${shorten(conditionWords(stuck))}` : ''
    }`,
    since,
  };
}

function failed(condition: Condition | undefined): boolean {
  return condition?.type.endsWith('Error') ?? false;
}
