import { KustomizationRecord } from '../../records';
import { Finding } from '../Finding';
import { Subject, planned, reference } from '../Subject';

/** Finds the planned Kustomization and leaves the rest to the probe; adds the object. */
export function assessKustomization(
  subject: Subject,
  assess: (kustomization: KustomizationRecord) => Finding,
): Finding {
  const { namespace, name } = subject.expectation.gitops;
  const found = planned(subject, 'kustomizations', name, namespace);
  if ('finding' in found) return found.finding;
  const object = reference('kustomizations', namespace, name);
  return { object, ...assess(found.record) };
}
