import useAsync from 'react-use/esm/useAsync';
import { FetchApi, fetchApiRef, useApi } from '@backstage/core-plugin-api';
import { createOdooApi } from '@plumbline/plugin-odoo-react';
import { shareFor } from '../proposal/shareFor';

/** Long enough for the pages of one form. */
const REUSED_FOR_MS = 60_000;

const sharedChoices = shareFor(REUSED_FOR_MS, (fetchApi: FetchApi) =>
  createOdooApi(fetchApi).getChoices(),
);

/** What the platform and the registry offer to this user, asked once for all fields of the form. */
export function useChoices() {
  const fetchApi = useApi(fetchApiRef);
  return useAsync(() => sharedChoices(fetchApi), [fetchApi]);
}
