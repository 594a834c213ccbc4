import { Probe } from './Subject';
import { assessArgoSync } from './argo/sync';
import { assessFluxSync } from './flux/sync';
import { FLUX_SOURCES } from './flux/source';

export const gitopsSync: Probe = {
  id: 'gitops.sync',
  needs: ({ gitops }) =>
    gitops.kind === 'flux' ? ['kustomizations'] : ['applications'],
  consults: ({ gitops }) => (gitops.kind === 'flux' ? FLUX_SOURCES : []),
  mentions: ({ gitops }) =>
    gitops.kind === 'flux' ? [] : ['applicationSets', 'appProjects'],
  assess: subject =>
    subject.expectation.gitops.kind === 'flux'
      ? assessFluxSync(subject)
      : assessArgoSync(subject),
};
