import useAsync from 'react-use/esm/useAsync';
import { FetchApi, fetchApiRef, useApi } from '@backstage/core-plugin-api';
import {
  EnvironmentRef,
  EnvironmentSpec,
  environmentRefSchema,
  formatEnvironmentRef,
  updateFormOf,
} from '@plumbline/plugin-odoo-common';
import { createOdooApi } from '@plumbline/plugin-odoo-react';
import { shareFor } from '../proposal/shareFor';

/** Long enough for the fields of one form; what has moved since shows in the preview. */
const REUSED_FOR_MS = 30_000;

const sharedEnvironment = shareFor(
  REUSED_FOR_MS,
  (fetchApi: FetchApi, ref: EnvironmentRef) =>
    createOdooApi(fetchApi).getEnvironment(ref),
);

/** Its region and release too, though no update changes them: what a field offers may depend on them. */
const currentForm = (spec: EnvironmentSpec): Record<string, unknown> => ({
  region: spec.region,
  series: spec.odoo.series,
  release: spec.odoo.release,
  ...updateFormOf(spec),
});

/** The parameters of an environment as it is, asked once for all fields; empty while no environment is named. */
export function useCurrent(environment: unknown) {
  const fetchApi = useApi(fetchApiRef);
  const ref = environmentRefSchema.safeParse(environment).data;
  const name = ref && formatEnvironmentRef(ref);
  return useAsync(
    async () =>
      ref ? currentForm((await sharedEnvironment(fetchApi, ref)).spec) : {},
    [fetchApi, name],
  );
}
