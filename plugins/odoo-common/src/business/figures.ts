import { ProbeId } from '../probes/probes';

export interface BusinessFigure {
  /** The probe that tells it. */
  probe: ProbeId & `business.${string}`;
  /** What it counts, in the plural. */
  what: string;
  unit: 'count' | 'seconds';
  /** Which deviation from its baseline is bad. */
  bad: 'fewer' | 'more';
  /** Whether the check of a release heeds it; any other is shown beside its baseline. */
  decides?: true;
  /** A smaller deviation from the median is never called one, in the figure's unit. */
  floor: number;
}

/**
 * What an Odoo database counts of its business: the columns that the golden path's query yields and the metrics that
 * are asked for. Counts only, no content.
 */
export const BUSINESS_FIGURES = {
  approvals_decided: {
    probe: 'business.approvals',
    what: 'purchase orders approved in 24 hours',
    unit: 'count',
    bad: 'fewer',
    decides: true,
    floor: 5,
  },
  approvals_waiting: {
    probe: 'business.approvals',
    what: 'purchase orders waiting for approval for more than 24 hours',
    unit: 'count',
    bad: 'more',
    floor: 5,
  },
  postings: {
    probe: 'business.postings',
    what: 'analytic postings in 24 hours',
    unit: 'count',
    bad: 'fewer',
    decides: true,
    floor: 20,
  },
  posting_age: {
    probe: 'business.postings',
    what: 'since the last analytic posting',
    unit: 'seconds',
    bad: 'more',
    floor: 4 * 3600,
  },
  queue_age: {
    probe: 'business.queue',
    what: 'of waiting of the oldest queued job',
    unit: 'seconds',
    bad: 'more',
    floor: 1800,
  },
} as const satisfies Record<string, BusinessFigure>;

export type BusinessFigureId = keyof typeof BUSINESS_FIGURES;
export const BUSINESS_FIGURE_IDS = Object.keys(
  BUSINESS_FIGURES,
) as BusinessFigureId[];

export type BusinessProbeId = BusinessFigure['probe'];
export const BUSINESS_PROBES = [
  ...new Set(BUSINESS_FIGURE_IDS.map(id => BUSINESS_FIGURES[id].probe)),
];

/** Name of the custom query of CloudNativePG, whose metrics are `cnpg_<query>_<column>`. */
export const BUSINESS_QUERY = 'odoo_business';

export const businessMetric = (figure: BusinessFigureId): string =>
  `cnpg_${BUSINESS_QUERY}_${figure}`;

/** Kind of the object behind such an observation: its name is the query, in PromQL. */
export const PROMETHEUS_QUERY = 'PrometheusQuery';
