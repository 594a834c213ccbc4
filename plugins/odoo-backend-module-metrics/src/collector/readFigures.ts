import {
  BUSINESS_FIGURES,
  BUSINESS_FIGURE_IDS,
  BusinessFigureId,
  WEEKS_LOOKED_AT,
  businessMetric,
} from '@plumbline/plugin-odoo-common';
import { PrometheusClient, Sample } from '../prometheus';
import { Moment, momentsOf } from './moments';

/** Requests at a time: a Prometheus has others to serve. */
const AT_A_TIME = 4;

type ByNamespace = ReadonlyMap<string, number>;

export interface ReadFigure {
  /** Absent: it could not be asked. */
  now?: ByNamespace;
  /** Of the weeks that could be asked, the newest first. */
  earlier: readonly { at: Date; values: ByNamespace }[];
}

export interface Failure {
  figure: BusinessFigureId;
  moment: Moment;
  error: Error;
}

export interface ReadFigures {
  figures: Readonly<Record<BusinessFigureId, ReadFigure>>;
  failures: Failure[];
}

/** Every figure of every environment, now and at the same time of earlier weeks: one question for each. */
export async function readFigures(
  client: PrometheusClient,
  now: Date,
): Promise<ReadFigures> {
  const moments = momentsOf(now, WEEKS_LOOKED_AT);
  const questions = BUSINESS_FIGURE_IDS.flatMap(figure =>
    moments.map(moment => ({ figure, moment })),
  );
  const answers = new Map<string, ByNamespace>();
  const failures: Failure[] = [];
  const queue = questions.values();
  const ask = async () => {
    for (const { figure, moment } of queue) {
      try {
        const samples = await client.query(businessMetric(figure), moment.at);
        answers.set(
          `${figure} ${moment.weeksAgo}`,
          byNamespace(figure, samples),
        );
      } catch (error) {
        failures.push({ figure, moment, error: error as Error });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, ask));
  const read = (figure: BusinessFigureId): ReadFigure => ({
    now: answers.get(`${figure} 0`),
    earlier: moments.slice(1).flatMap(({ weeksAgo, at }) => {
      const values = answers.get(`${figure} ${weeksAgo}`);
      return values ? [{ at, values }] : [];
    }),
  });
  return {
    figures: Object.fromEntries(
      BUSINESS_FIGURE_IDS.map(figure => [figure, read(figure)]),
    ) as Record<BusinessFigureId, ReadFigure>,
    failures,
  };
}

/**
 * For a few minutes after a failover, two instances of a database are told of: the worse of the two counts. One that
 * has something to count goes before one that has not.
 */
function byNamespace(
  figure: BusinessFigureId,
  samples: readonly Sample[],
): ByNamespace {
  const worse = BUSINESS_FIGURES[figure].bad === 'fewer' ? Math.min : Math.max;
  const found = new Map<string, number>();
  for (const { labels, value } of samples) {
    const { namespace } = labels;
    if (namespace === undefined) continue;
    const known = found.get(namespace);
    const one = known === undefined || Number.isNaN(known);
    const other = Number.isNaN(value) ? known ?? value : worse(known!, value);
    found.set(namespace, one ? value : other);
  }
  return found;
}
