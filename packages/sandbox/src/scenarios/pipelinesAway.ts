import type { GitHub } from '../pipelines';
import type { Scenario } from './scenario';

/** Nobody can read what became of a run that was not read before. */
export function pipelinesAway(gitHub: Pick<GitHub, 'away'>): Scenario {
  const on = async () => {
    gitHub.away = true;
  };
  return {
    name: 'pipelines-away',
    title: 'GitHub, whose pipelines build the releases, answers with 503',
    on,
    async off() {
      gitHub.away = false;
    },
    resume: on,
  };
}
