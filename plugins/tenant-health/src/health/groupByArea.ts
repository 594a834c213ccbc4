import { AREAS, Area, EnvironmentDetail } from '@plumbline/plugin-odoo-common';

export type ProbeObservation = EnvironmentDetail['observations'][number];

export interface AreaGroup {
  area: Area;
  collected: ProbeObservation[];
  /** Probes that apply and that no configured collector tells. */
  notCollected: ProbeObservation[];
}

/** Areas in their order, probes in theirs; an area without probes is left out. */
export function groupByArea(
  observations: readonly ProbeObservation[],
): AreaGroup[] {
  return AREAS.map(area => {
    const inArea = observations.filter(probe => probe.area === area);
    return {
      area,
      collected: inArea.filter(({ status }) => status !== 'not-collected'),
      notCollected: inArea.filter(({ status }) => status === 'not-collected'),
    };
  }).filter(
    ({ collected, notCollected }) => collected.length + notCollected.length > 0,
  );
}
