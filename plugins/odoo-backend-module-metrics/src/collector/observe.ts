import {
  BUSINESS_FIGURES,
  BUSINESS_FIGURE_IDS,
  BUSINESS_PROBES,
  BusinessFigureId,
  BusinessProbeId,
  BusinessReading,
  Environment,
  PROMETHEUS_QUERY,
  businessMetric,
  judgeBusiness,
} from '@plumbline/plugin-odoo-common';
import { CollectedObservation } from '@plumbline/plugin-odoo-node';
import { PrometheusConfig } from '../config/readConfig';
import { ReadFigures } from './readFigures';
import { placeOf } from './valuesByPlace';

const figuresOf = (probe: BusinessProbeId): BusinessFigureId[] =>
  BUSINESS_FIGURE_IDS.filter(id => BUSINESS_FIGURES[id].probe === probe);

const readingOf = (
  figures: ReadFigures['figures'],
  figure: BusinessFigureId,
  place: string,
): BusinessReading => ({
  now: figures[figure].now?.get(place),
  earlier: figures[figure].earlier.flatMap(({ at, values }) => {
    const value = values.get(place);
    return value === undefined ? [] : [{ at, value }];
  }),
});

/** What one Prometheus tells of one environment; a probe whose figures could not be asked for is left to age. */
export function observe(
  { tenant, stage, expectation }: Environment,
  figures: ReadFigures['figures'],
  { url, clusterLabel }: Pick<PrometheusConfig, 'url' | 'clusterLabel'>,
  now: Date,
): CollectedObservation[] {
  const { database, namespace, cluster } = expectation;
  const environment = { tenant, stage };
  if (database?.kind !== 'cloudnative-pg' || database.server !== undefined) {
    return BUSINESS_PROBES.map(probe => ({
      environment,
      probe,
      status: 'not-collected',
      summary:
        'Its database is no CloudNativePG cluster of its own: nothing counts there',
    }));
  }
  return BUSINESS_PROBES.filter(probe =>
    figuresOf(probe).every(figure => figures[figure].now),
  ).map(probe => {
    const query = queryOf(probe, {
      ...(clusterLabel && { [clusterLabel]: cluster }),
      namespace,
    });
    const readings = figuresOf(probe).map(
      figure =>
        [
          figure,
          readingOf(figures, figure, placeOf(cluster, namespace)),
        ] as const,
    );
    return {
      environment,
      probe,
      ...judgeBusiness(probe, Object.fromEntries(readings), now),
      object: { kind: PROMETHEUS_QUERY, name: query },
      link: pageOf(url, query),
    };
  });
}

/** What a person asks to see the same. */
function queryOf(
  probe: BusinessProbeId,
  labels: Record<string, string>,
): string {
  const metrics = figuresOf(probe).map(businessMetric).join('|');
  const matchers = Object.entries(labels).map(
    ([label, value]) => `, ${label}=${JSON.stringify(value)}`,
  );
  return `{__name__=~"${metrics}"${matchers.join('')}}`;
}

/** Prometheus' own page of a query, which versions 2 and 3 both have. */
function pageOf(url: URL, query: string): string {
  const page = new URL(`${url.pathname.replace(/\/$/, '')}/graph`, url);
  page.searchParams.set('g0.expr', query);
  page.searchParams.set('g0.tab', '1');
  return page.toString();
}
