import {
  BUSINESS_FIGURE_IDS,
  BusinessFigureId,
  WEEKS_LOOKED_AT,
  businessMetric,
} from '@plumbline/plugin-odoo-common';
import { PrometheusClient } from '../prometheus';
import { Moment, momentsOf } from './moments';
import { ByPlace, PlaceOptions, valuesByPlace } from './valuesByPlace';

/** Requests at a time: a Prometheus has others to serve. */
const AT_A_TIME = 4;

export interface ReadFigure {
  /** Absent: it could not be asked. */
  now?: ByPlace;
  /** Of the weeks that could be asked, the newest first. */
  earlier: readonly { at: Date; values: ByPlace }[];
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
  places: Pick<PlaceOptions, 'clusterLabel' | 'clusters'>,
): Promise<ReadFigures> {
  const moments = momentsOf(now, WEEKS_LOOKED_AT);
  const questions = BUSINESS_FIGURE_IDS.flatMap(figure =>
    moments.map(moment => ({ figure, moment })),
  );
  const answers = new Map<string, ByPlace>();
  const failures: Failure[] = [];
  const queue = questions.values();
  const ask = async () => {
    for (const { figure, moment } of queue) {
      try {
        const samples = await client.query(businessMetric(figure), moment.at);
        answers.set(
          `${figure} ${moment.weeksAgo}`,
          valuesByPlace(samples, {
            ...places,
            figure,
            earlier: moment.weeksAgo > 0,
          }),
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
