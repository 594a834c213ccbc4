import {
  FieldError,
  Platform,
  ProposeSeriesUpgrade,
  SeriesUpgrade,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { randomUUID } from 'node:crypto';
import { RegistrySnapshot } from '../registry';
import { fieldErrors } from '../routes/parse';

/** The repository, and the series that the platform offers. */
type Snapshot = Pick<RegistrySnapshot, 'environments' | 'releases' | 'named'> &
  Pick<Platform, 'series'>;

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
  const accepted = '<tenant>/production of an environment that runs';
  const wrong = (message: string) => [
    { path: 'environment', message, accepted },
  ];
  if (ref.stage !== 'production') {
    return wrong('is no production: other stages are created anew instead');
  }
  const old = environments.get(environment);
  if (!old) return wrong('is not in the repository, or cannot be read');
  return old.spec.schedule === 'stopped' ? wrong('is stopped') : [];
}

function cloneErrors(
  { clone }: ProposeSeriesUpgrade,
  { named }: Snapshot,
): FieldError[] {
  const taken = [...named].find(ref => ref.startsWith(`${clone}/`));
  if (taken === undefined) return [];
  return [
    {
      path: 'clone',
      message: `is a tenant already: it has ${taken}`,
      accepted: 'a tenant that nobody has, such as harbour-civil-19',
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
  const isNext = (name: string) => {
    const spec = releases.get(name)?.spec;
    return (
      spec !== undefined &&
      spec.edition === edition &&
      offeredSeries.some(({ name: each }) => each === spec.series) &&
      Number(spec.series) > Number(series)
    );
  };
  if (isNext(version)) return [];
  const offered = [...releases.keys()].filter(isNext).slice(0, 10);
  return [
    {
      path: 'release',
      message: `is no release of a series of this platform later than ${series}, edition ${edition}`,
      accepted:
        offered.join(', ') || 'none: the repository has no such release',
    },
  ];
}
