import { useMemo } from 'react';
import { fetchApiRef, useApi } from '@backstage/core-plugin-api';
import { OdooApi, createOdooApi } from './OdooApi';

/** The typed HTTP contract over the app's own `fetchApiRef`, so apps need to register nothing. */
export function useOdooApi(): OdooApi {
  const fetchApi = useApi(fetchApiRef);
  return useMemo(() => createOdooApi(fetchApi), [fetchApi]);
}
