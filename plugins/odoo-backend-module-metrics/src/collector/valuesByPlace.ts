import {
  BUSINESS_FIGURES,
  BusinessFigureId,
} from '@plumbline/plugin-odoo-common';
import { Sample } from '../prometheus';

/** An environment's namespace is a name of its cluster: others may use it too. */
export const placeOf = (cluster: string, namespace: string): string =>
  `${cluster}/${namespace}`;

export type ByPlace = ReadonlyMap<string, number>;

export interface PlaceOptions {
  figure: BusinessFigureId;
  /** Of a sample, by which label it is told; absent for a Prometheus of one cluster. */
  clusterLabel?: string;
  clusters: readonly string[];
  /** Of earlier weeks, which say what is usual, and not of now. */
  earlier: boolean;
}

/**
 * For a few minutes after a failover two instances of a database are told of: whichever makes it harder to be well
 * counts, which of now is the worse and of earlier weeks the better. One that has something to count goes before one
 * that has not. A namespace of which more than one database is told has no value: nobody can say which is its own.
 */
export function valuesByPlace(
  samples: readonly Sample[],
  { figure, clusterLabel, clusters, earlier }: PlaceOptions,
): ByPlace {
  const byPlace = new Map<string, Sample[]>();
  for (const sample of samples) {
    const { namespace } = sample.labels;
    const cluster = clusterLabel ? sample.labels[clusterLabel] : clusters[0];
    if (namespace !== undefined && cluster !== undefined) {
      const place = placeOf(cluster, namespace);
      byPlace.set(place, [...(byPlace.get(place) ?? []), sample]);
    }
  }
  const least = (BUSINESS_FIGURES[figure].bad === 'fewer') !== earlier;
  const values = new Map<string, number>();
  for (const [place, own] of byPlace) {
    if (!areOneDatabase(own)) continue;
    const counted = own
      .map(({ value }) => value)
      .filter(value => !Number.isNaN(value));
    const value = least ? Math.min(...counted) : Math.max(...counted);
    values.set(place, counted.length > 0 ? value : NaN);
  }
  return values;
}

/** Pods of one CloudNativePG cluster: they differ by a number, and nothing else of where they are scraped does. */
function areOneDatabase(samples: readonly Sample[]): boolean {
  const pods = samples.map(({ labels: { pod = '' } }) => pod);
  const databases = samples.map(({ labels }) => {
    const { pod = '', instance, node, ...rest } = labels;
    return JSON.stringify([
      pod.replace(/-\d+$/, ''),
      ...Object.entries(rest).sort(([a], [b]) => a.localeCompare(b)),
    ]);
  });
  return new Set(pods).size === pods.length && new Set(databases).size === 1;
}
