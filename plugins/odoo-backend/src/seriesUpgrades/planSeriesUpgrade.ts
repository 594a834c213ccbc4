import {
  FieldError,
  Platform,
  ProposeSeriesUpgrade,
  SeriesUpgrade,
  formatEnvironmentRef,
  sharesServer,
} from '@plumbline/plugin-odoo-common';
import { randomUUID } from 'node:crypto';
import { RegistrySnapshot } from '../registry';
import { fieldErrors } from '../routes/parse';

/** The repository, and the series that the platform offers. */
type Snapshot = Pick<RegistrySnapshot, 'environments' | 'releases' | 'named'> &
  Pick<Platform, 'series'> & {
    /** Environments of the clone that were there once. */
    used: readonly string[];
  };

/**
 * The series upgrade of a production, as it begins. Fails with InputError that names every wrong field.
 *
 * @param by - who asks, when
 */
export function planSeriesUpgrade(
  asked: ProposeSeriesUpgrade,
  snapshot: Snapshot,
  by: { requester: string; now: Date },
): SeriesUpgrade {
  const environment = formatEnvironmentRef(asked.environment);
  const errors = [
    ...environmentErrors(asked, snapshot),
    ...cloneErrors(asked, snapshot),
    ...releaseErrors(asked, snapshot),
  ];
  const old = snapshot.environments.get(environment);
  if (!old || errors.length > 0) throw fieldErrors(errors);
  const at = by.now.toISOString();
  const { clone, release, reason } = asked;
  return {
    id: randomUUID(),
    environment,
    clone,
    release,
    from: old.spec.odoo.release,
    state: 'open',
    requester: by.requester,
    reason,
    confirmations: [],
    timeline: [{ at, actor: by.requester, note: `begun: ${reason}` }],
    createdAt: at,
    updatedAt: at,
  };
}

function environmentErrors(
  { environment: ref }: ProposeSeriesUpgrade,
  { environments }: Snapshot,
): FieldError[] {
  const environment = formatEnvironmentRef(ref);
  const accepted =
    '<tenant>/production that runs on a database server of its own';
  const wrong = (message: string) => [
    { path: 'environment', message, accepted },
  ];
  if (ref.stage !== 'production') {
    return wrong('is no production: other stages are created anew instead');
  }
  const old = environments.get(environment);
  if (!old) return wrong('is not in the repository, or cannot be read');
  if (sharesServer(ref, old.spec)) {
    return wrong(
      'is on a database server that others share: it cannot be copied by itself, and no server changes its tenancy in place',
    );
  }
  return old.spec.schedule === 'stopped' ? wrong('is stopped') : [];
}

function cloneErrors(
  { clone }: ProposeSeriesUpgrade,
  { named, used: [used] }: Snapshot,
): FieldError[] {
  const taken = [...named].find(ref => ref.startsWith(`${clone}/`));
  if (taken === undefined && used === undefined) return [];
  return [
    {
      path: 'clone',
      message: taken
        ? `is a tenant already: it has ${taken}`
        : `had ${used}, whose database and files are still there: the copy would find them instead of its own`,
      accepted: `a tenant that nobody has or had, such as ${clone}-2`,
    },
  ];
}

function releaseErrors(
  { environment, release: version }: ProposeSeriesUpgrade,
  { environments, releases, series: offeredSeries }: Snapshot,
): FieldError[] {
  const old = environments.get(formatEnvironmentRef(environment));
  if (!old) return [];
  const { series, edition } = old.spec.odoo;
  const isLater = (name: string) => {
    const spec = releases.get(name)?.spec;
    return (
      spec !== undefined &&
      spec.edition === edition &&
      offeredSeries.some(({ name: each }) => each === spec.series) &&
      Number(spec.series) > Number(series)
    );
  };
  // Without the scripts that migrate the database it could be begun, and never rehearsed.
  const isNext = (name: string) =>
    isLater(name) && releases.get(name)?.spec.upgrade?.from.includes(series);
  if (isNext(version)) return [];
  const offered = [...releases.keys()].filter(isNext).slice(0, 10);
  return [
    {
      path: 'release',
      message: isLater(version)
        ? `does not say that it migrates from ${series}: build it with the migration scripts and write spec.upgrade.from`
        : `is no release of a series of this platform later than ${series}, edition ${edition}`,
      accepted:
        offered.join(', ') || 'none: the repository has no such release',
    },
  ];
}
