import { Probe } from './Subject';

/** A run that got this far has reached the cluster; one that does not is observed before any probe (`collectCluster`). */
export const clusterReachable: Probe = {
  id: 'cluster.reachable',
  needs: () => [],
  assess: ({ cluster: { version, latencyMs } }) => ({
    status: 'ok',
    value: Math.round(latencyMs),
    unit: 'ms',
    threshold: 'answers',
    summary: `The API server${
      version ? ` ${version}` : ''
    } answered in ${Math.round(latencyMs)} ms`,
  }),
};
