import { expectCopy, knownRestoreTest } from '@plumbline/plugin-odoo-common';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';

/**
 * How long the data of a new environment is waited for, where it is that of another one; undefined: it begins empty, or
 * has its data.
 */
export async function copyOnItsWay(
  { kind, spec }: ChangeRecord,
  {
    platform,
    recovery,
    registry,
  }: Pick<ChangeContext, 'platform' | 'recovery' | 'registry'>,
  since: string,
): Promise<ReturnType<typeof expectCopy> | undefined> {
  if (kind !== 'create' || !spec.copyOf) return undefined;
  const { environment } = spec.copyOf;
  const [{ environments }, results, database] = await Promise.all([
    registry.snapshot(),
    recovery.results(environment),
    recovery.database(environment),
  ]);
  const source = environments.get(environment);
  return expectCopy(
    spec,
    {
      environment,
      tests: results.map(knownRestoreTest),
      report: database?.fact.report,
    },
    {
      sizing: platform.sizing,
      since,
      newSeries:
        source !== undefined && source.spec.odoo.series !== spec.odoo.series,
    },
  );
}
