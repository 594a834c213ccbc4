import { FetchApi } from '@backstage/core-plugin-api';
import { createChangesApi } from './changesApi';
import { createEnvironmentsApi } from './environmentsApi';
import { createIncidentsApi } from './incidentsApi';
import { createCalendarApi } from './calendarApi';
import { createDatabaseServersApi } from './databaseServersApi';
import { createDriftApi } from './driftApi';
import { createGoldenPathApi } from './goldenPathApi';
import { createRecoveryApi } from './recoveryApi';
import { createReleasesApi } from './releasesApi';
import { createRequester } from './request';
import { createRolloutsApi } from './rolloutsApi';
import { createSeriesUpgradesApi } from './seriesUpgradesApi';
import { createSourcesApi } from './sourcesApi';

/** Typed calls of the HTTP contract. Refusals are thrown as `ResponseError`. */
export function createOdooApi(fetchApi: FetchApi) {
  const requester = createRequester(fetchApi);
  return {
    ...createEnvironmentsApi(requester),
    ...createIncidentsApi(requester),
    ...createSourcesApi(requester),
    ...createChangesApi(requester),
    ...createRecoveryApi(requester),
    ...createGoldenPathApi(requester),
    ...createDatabaseServersApi(requester),
    ...createCalendarApi(requester),
    ...createReleasesApi(requester),
    ...createRolloutsApi(requester),
    ...createSeriesUpgradesApi(requester),
    ...createDriftApi(requester),
  };
}

export type OdooApi = ReturnType<typeof createOdooApi>;
