import { Probe } from './Subject';
import { assessArgoHealth } from './argo/health';
import { APPLIED_KINDS, assessFluxHealth } from './flux/health';
import { sleepNowKinds } from './sleep';

export const gitopsHealth: Probe = {
  id: 'gitops.health',
  needs: ({ gitops }) =>
    gitops.kind === 'flux' ? ['kustomizations'] : ['applications'],
  consults: expectation =>
    expectation.gitops.kind === 'flux'
      ? APPLIED_KINDS
      : sleepNowKinds(expectation),
  mentions: ({ gitops }) => (gitops.kind === 'flux' ? [] : ['appProjects']),
  assess: subject =>
    subject.expectation.gitops.kind === 'flux'
      ? assessFluxHealth(subject)
      : assessArgoHealth(subject),
};
