import { IncidentCause, VerdictStatus } from '@plumbline/plugin-odoo-common';
import { SEVERITY } from '../readModel/ranks';
import { Member, Notice, OpenIncident } from './OpenIncident';

/**
 * After a restart all evidence may have expired, and the first collection is on its way: nobody is told of the
 * unknown before it has had the time to end.
 */
const SETTLE_MS = 2 * 60 * 1000;

/** Owners of environments cannot mend these. */
const OF_THE_PLATFORM: ReadonlySet<IncidentCause> = new Set<IncidentCause>([
  'cluster',
  'database-server',
  'source',
  'golden-path',
]);

export type NoticeDecision =
  | {
      kind: 'tell';
      incident: OpenIncident;
      /** The worst of those that are not muted. */
      status: VerdictStatus;
      /** Who is told now; those who were told the same before are not. Empty: only what is remembered changes. */
      recipients: string[];
      /** To be remembered, see `Notice`. */
      statuses: Notice['statuses'];
      before?: Notice;
    }
  | { kind: 'over'; before: Notice };

/** Whom to tell what, given what is not well and what people were told before. */
export function decideNotices(
  open: readonly OpenIncident[],
  notices: readonly Notice[],
  options: { platform: readonly string[]; now: Date },
): NoticeDecision[] {
  const known = new Map(notices.map(notice => [notice.incident, notice]));
  const present = new Set(
    open
      .filter(({ members }) => members.some(({ muted }) => !muted))
      .map(({ id }) => id),
  );
  const settled = open.filter(incident => isSettled(incident, options.now));
  const unsettled = new Set(
    open
      .filter(incident => !settled.includes(incident))
      .flatMap(({ members }) => members.map(({ ref }) => ref)),
  );
  const over = notices.filter(
    ({ incident, environments }) =>
      !present.has(incident) && !environments.some(ref => unsettled.has(ref)),
  );
  return [
    ...settled.flatMap(
      incident =>
        tell(incident, known.get(incident.id), {
          platform: options.platform,
          unsettled,
        }) ?? [],
    ),
    ...over.map(before => ({ kind: 'over' as const, before })),
  ];
}

function isSettled({ members }: OpenIncident, now: Date): boolean {
  return members.some(
    ({ status, since }) =>
      status !== 'unknown' || now.getTime() - Date.parse(since) >= SETTLE_MS,
  );
}

function tell(
  incident: OpenIncident,
  before: Notice | undefined,
  {
    platform,
    unsettled,
  }: { platform: readonly string[]; unsettled: ReadonlySet<string> },
): NoticeDecision | undefined {
  const loud = incident.members.filter(({ muted }) => !muted);
  const worst = loud.reduce<VerdictStatus | undefined>(
    (found, { status }) =>
      found && SEVERITY[found] >= SEVERITY[status] ? found : status,
    undefined,
  );
  if (!worst) return undefined;
  const concerned = new Set([
    ...loud.map(({ owner }) => owner),
    ...(OF_THE_PLATFORM.has(incident.cause.kind) ? platform : []),
  ]);
  const told = new Set(before?.recipients);
  const former = before?.statuses ?? {};
  const alarmed = new Set(
    loud.filter(one => isWorse(one, former)).map(({ owner }) => owner),
  );
  const recipients = [...concerned].filter(
    person =>
      before?.status !== worst || !told.has(person) || alarmed.has(person),
  );
  const statuses = Object.fromEntries([
    // Of these nobody knows yet whether they are well again.
    ...Object.entries(former).filter(([ref]) => unsettled.has(ref)),
    ...loud.map(({ ref, status }) => [ref, status] as const),
  ]);
  if (recipients.length === 0 && isSame(statuses, former)) return undefined;
  return {
    kind: 'tell',
    incident,
    status: worst,
    recipients,
    statuses,
    before,
  };
}

function isWorse({ ref, status }: Member, former: Notice['statuses']): boolean {
  return !(ref in former) || SEVERITY[status] > SEVERITY[former[ref]];
}

function isSame(a: Notice['statuses'], b: Notice['statuses']): boolean {
  const refs = Object.keys(a);
  return (
    refs.length === Object.keys(b).length &&
    refs.every(ref => a[ref] === b[ref])
  );
}
