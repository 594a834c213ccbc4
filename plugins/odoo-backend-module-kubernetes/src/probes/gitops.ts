import { ApplicationRecord } from '../records';
import { Finding } from './Finding';
import { Subject, planned, reference } from './Subject';

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
    ? { ...found.finding, link }
    : { object, link, ...assess(found.record) };
}
