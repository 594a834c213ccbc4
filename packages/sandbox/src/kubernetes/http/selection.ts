import { parseFieldSelector } from '../selectors/fieldSelector';
import { parseLabelSelector } from '../selectors/labelSelector';
import { badRequest } from '../statusError';
import type { StoredObject } from '../store';
import type { ResourceRequest } from './apiRequest';

/** Which objects of its kind a list, watch or deletecollection is about. */
export interface Selection {
  matches(stored: StoredObject): boolean;
  /** No selector was given: all objects of the kind, or of one namespace. */
  whole: boolean;
}

export function selectionOf(request: ResourceRequest): Selection {
  const { query, kind, target } = request;
  const labels = query.get('labelSelector') ?? '';
  const fields = query.get('fieldSelector') ?? '';
  const byLabels = parseLabelSelector(labels);
  const byFields = parseFieldSelector(kind, fields);
  return {
    whole: !labels && !fields,
    matches: stored =>
      (target.namespace === undefined ||
        stored.namespace === target.namespace) &&
      // kubectl watches one object by its path.
      (target.name === undefined || stored.name === target.name) &&
      byLabels(stored.labels) &&
      byFields(stored),
  };
}

/** A whole number of the query, `missing` when it is absent; fails with BadRequest (400). */
export function queryNumber(
  query: URLSearchParams,
  name: string,
  missing: number,
): number {
  const text = query.get(name);
  if (!text) return missing;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) {
    throw badRequest(`invalid ${name}: ${JSON.stringify(text)}`);
  }
  return value;
}

export function queryFlag(query: URLSearchParams, name: string): boolean {
  return ['true', '1'].includes(query.get(name) ?? '');
}
