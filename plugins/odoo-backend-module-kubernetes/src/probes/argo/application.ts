import { ApplicationRecord } from '../../records';
import { judgeApplicationSet } from '../../objects';
import { forHowLong } from '../../words';
import { Finding } from '../Finding';
import { Subject, planned, reference } from '../Subject';

/** Finds the planned Argo CD Application and leaves the rest to the probe; adds the object and the link. */
export function assessApplication(
  subject: Subject,
  assess: (application: ApplicationRecord) => Finding,
): Finding {
  const { namespace, name } = subject.expectation.gitops;
  const found = planned(subject, 'applications', name, namespace);
  const { argoCdUrl } = subject.cluster;
  const link = argoCdUrl
    ? `${argoCdUrl.replace(/\/+$/, '')}/applications/${encodeURIComponent(
        namespace,
      )}/${encodeURIComponent(name)}`
    : undefined;
  const object = reference('applications', namespace, name);
  return 'finding' in found
    ? { ...because(found.finding, failingSets(subject)), link }
    : { object, link, ...assess(found.record) };
}

/** An Application that is absent may never have been made. */
function failingSets({ expectation, listings, now }: Subject): string {
  return listings
    .inNamespace('applicationSets', expectation.gitops.namespace)
    .map(set => ({ name: set.name, ...judgeApplicationSet(set) }))
    .filter(({ status }) => status === 'degraded')
    .map(
      ({ name, reason, since }) =>
        `ApplicationSet ${name} fails${forHowLong(since, now)}, ${reason}`,
    )
    .join('; ');
}

function because(finding: Finding, why: string): Finding {
  return why && finding.status === 'critical'
    ? { ...finding, summary: `${finding.summary}; ${why}` }
    : finding;
}
