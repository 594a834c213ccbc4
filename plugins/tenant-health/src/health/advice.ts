import { EvidenceState, ProbeId, Verdict } from '@plumbline/plugin-odoo-common';

/** What a person does first about a probe that is not ok; the summary of the observation says what it is. */
const ADVICE: Partial<Record<ProbeId, string>> = {
  'ingress.certificate':
    'Look at the events of the Certificate and at its issuer: it should have been renewed by itself.',
  'web.ready':
    'Read the events and logs of the pods in the Kubernetes tab; if it began with a release, roll back.',
  'websocket.ready':
    'Read the events and logs of the pods in the Kubernetes tab; chat and live updates do not work meanwhile.',
  'pods.restarts':
    'Read the log of the container before its last restart in the Kubernetes tab.',
  'pods.oom':
    'Propose an update with more named users or fewer workers per pod; if it began with a release, roll back.',
  'rollout.progress':
    'Read the events of the newest pod in the Kubernetes tab: image, quota and probes are the usual reasons.',
  'autoscaler.limited':
    'Propose an update with the number of named users that is true by now.',
  'cron.ready':
    'Read the events and logs of the cron pod; scheduled actions do not run meanwhile.',
  'queue.ready':
    'Read the events and logs of the queue workers; integrations wait meanwhile.',
  'database.phase': 'Look at the status and events of the database cluster.',
  'database.replicas':
    'Look at the database instances; until they are back one failure more is an outage.',
  'database.archiving':
    'Look at the archiving condition of the database cluster: while it fails, nothing newer can be restored.',
  'volume.bound':
    'Look at the events of the volume claim: storage class, quota, zone.',
  'gitops.sync':
    'Open the application in Argo CD: it says which object it could not bring in line and why.',
  'gitops.health':
    'Open the application in Argo CD: it says which object is not healthy.',
  'image.digest':
    'Somebody or something runs another image than the released one: find out who before it is synced away.',
  'secrets.synced':
    'Look at the ExternalSecret: its condition names the vault and the key that could not be read.',
  'cluster.reachable':
    'Open Sources: it says how the cluster answered. Other environments of it are affected as well.',
  'quota.usage': 'Propose an update, or free what the namespace does not need.',
};

const EVIDENCE_ADVICE: Partial<Record<EvidenceState, string>> = {
  stale:
    'The evidence has aged out: open Sources to see which collection has stopped, and why.',
  missing:
    'Nothing has been collected yet: open Sources to see whether a collector reaches this cluster.',
  partial:
    'Some required probes have no collector: they are listed as not collected below.',
};

/** What to do, the most urgent first; empty when there is nothing to do. */
export function adviceFor(verdict: Verdict): string[] {
  const { decidedBy, evidence } = verdict;
  return [
    decidedBy && ADVICE[decidedBy],
    EVIDENCE_ADVICE[evidence],
    ...verdict.riskAhead.map(({ probe }) => probe && ADVICE[probe]),
  ].filter(
    (text, index, all): text is string =>
      text !== undefined && all.indexOf(text) === index,
  );
}
