import {
  CompareQuery,
  EnvironmentRef,
  MatrixQuery,
  comparisonSchema,
  environmentReleaseSchema,
  matrixSchema,
  releaseDetailSchema,
  releaseListSchema,
} from '@plumbline/plugin-odoo-common';
import { Requester } from './request';

/** Releases, and what runs where. */
export function createReleasesApi(requester: Requester) {
  return {
    listReleases(signal?: AbortSignal) {
      return requester.json(['releases'], releaseListSchema, { signal });
    },
    getRelease(version: string, signal?: AbortSignal) {
      return requester.json(['releases', version], releaseDetailSchema, {
        signal,
      });
    },
    /** A page of tenants with their stages. */
    getReleaseMatrix(query: Partial<MatrixQuery>, signal?: AbortSignal) {
      return requester.json(['release-matrix'], matrixSchema, {
        query,
        signal,
      });
    },
    /** The release of one environment: before, now, next, and the ways back. */
    getEnvironmentRelease(
      { tenant, stage }: EnvironmentRef,
      signal?: AbortSignal,
    ) {
      return requester.json(
        ['environments', tenant, stage, 'release'],
        environmentReleaseSchema,
        { signal },
      );
    },
    compare(query: CompareQuery, signal?: AbortSignal) {
      return requester.json(['compare'], comparisonSchema, { query, signal });
    },
  };
}
