import { ObjectReference } from '@plumbline/plugin-odoo-common';
import { EventRecord, Time } from '../records';
import { HOUR, duration, elapsed, shorten } from '../words';
import { Warnings } from './Warnings';

/** Kubernetes keeps events for an hour; what it keeps longer explains nothing that is wrong now. */
const RECENT = HOUR;

/** What an object makes in its own name, with that name before its own. */
const CHILDREN: Record<string, readonly string[]> = {
  Deployment: ['ReplicaSet', 'Pod'],
  StatefulSet: ['Pod', 'PersistentVolumeClaim'],
  Job: ['Pod'],
  Cluster: ['Pod', 'Job', 'PersistentVolumeClaim'],
  Certificate: ['CertificateRequest', 'Order', 'Challenge'],
  ScaledObject: ['HorizontalPodAutoscaler'],
};

/** What Kubernetes or an operator warns of about an object, the newest first; nothing older than an hour. */
export function warningsOn(
  { kind, name, namespace }: ObjectReference,
  warnings: Warnings,
  now: Time,
): EventRecord[] {
  if (!namespace) return [];
  const children = CHILDREN[kind] ?? [];
  // The suffixes of Kubernetes and its operators hold no further hyphen than one: `web-7d9c6b5f4d-x2x4z`, `db-1`.
  const made = new RegExp(`^${escaped(name)}-[a-z0-9]+(-[a-z0-9]+)?$`);
  return warnings
    .in(namespace)
    .filter(
      event =>
        (event.kind === kind && event.name === name) ||
        (children.includes(event.kind) && made.test(event.name)),
    )
    .filter(
      ({ lastAt }) => lastAt !== undefined && elapsed(lastAt, now) <= RECENT,
    )
    .sort((a, b) => (b.lastAt ?? 0) - (a.lastAt ?? 0) || b.count - a.count);
}

/** `FailedScheduling x14, last 2 min ago: 0/3 nodes are available`; without the message where it has been told. */
export function warningWords(
  { reason, count, lastAt, message }: EventRecord,
  told: string,
  now: Time,
): string {
  const times = count > 1 ? ` x${count}` : '';
  const age =
    lastAt === undefined ? '' : `, last ${duration(elapsed(lastAt, now))} ago`;
  const words = shorten(message);
  const known = words === '' || told.includes(words.slice(0, 60));
  return `${reason}${times}${age}${known ? '' : `: ${words}`}`;
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
