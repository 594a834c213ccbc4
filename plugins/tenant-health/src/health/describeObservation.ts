import { EvidenceState, ObjectReference } from '@plumbline/plugin-odoo-common';
import { formatQuantity } from '@plumbline/plugin-odoo-react';
import { ProbeObservation } from './groupByArea';

/** `0 pods / 3 of 3`: what was measured, and next to it what it is measured against. */
export function describeValue(observation: ProbeObservation): string {
  const { value, unit, threshold } = observation;
  const measured = value === undefined ? '' : formatQuantity(value, unit);
  return [measured, threshold].filter(Boolean).join(' / ') || 'no value';
}

/** `Deployment odoo-harbour/web` */
export function describeObject(object: ObjectReference): string {
  const { kind, namespace, name } = object;
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

/** What the status of one probe rests on. */
export function evidenceOf(observation: ProbeObservation): EvidenceState {
  if (!observation.observedAt) return 'missing';
  return observation.stale ? 'stale' : 'fresh';
}

const SHOWN_HASH_LENGTH = 12;

/** Image digests and commit ids, as people compare them: by their beginning. */
export function shortenHashes(text: string): string {
  return text.replace(
    /\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b/g,
    hash => `${hash.slice(0, SHOWN_HASH_LENGTH)}…`,
  );
}
