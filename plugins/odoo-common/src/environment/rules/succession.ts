import { FieldError } from '../../validation/fieldError';
import { CheckFacts } from '../check';
import { EnvironmentSpec } from '../spec';
import { judgeImageRollBack, stepBetween } from '../upgrade';
import { when } from './when';

/** What an environment cannot become: its data would be lost, or people would work on a moving schema. */
export function checkSuccession(
  previous: EnvironmentSpec,
  spec: EnvironmentSpec,
  { releases, movesRelease = false }: CheckFacts,
): FieldError[] {
  const sameSeries = spec.odoo.series === previous.odoo.series;
  const shrinks = (['databaseGiB', 'filestoreGiB'] as const).filter(
    size => spec.data[size] < previous.data[size],
  );
  return [
    ...shrinks.map(size => ({
      path: `spec.data.${size}`,
      message: `a volume cannot shrink; it has ${previous.data[size]} GiB`,
      accepted: `${previous.data[size]} or more`,
    })),
    ...when(spec.region !== previous.region, {
      path: 'spec.region',
      message: 'an environment stays in its region: its data lies there',
      accepted: previous.region,
    }),
    ...when(!sameSeries, {
      path: 'spec.odoo.series',
      message: 'a new series needs a clone that is migrated and cut over',
      accepted: previous.odoo.series,
    }),
    ...(movesRelease
      ? checkRollBack(previous, spec, releases)
      : when(sameSeries && spec.odoo.release !== previous.odoo.release, {
          path: 'spec.odoo.release',
          message:
            'an update leaves the release as it is: a newer one comes by a promotion, an earlier one by a roll-back',
          accepted: previous.odoo.release,
        })),
  ];
}

/**
 * Forward, a step that changes the schema stops everybody first. Back, nothing undoes the schema, and older code
 * on a newer one loses data quietly: that takes a restore.
 */
function checkRollBack(
  previous: EnvironmentSpec,
  spec: EnvironmentSpec,
  releases: CheckFacts['releases'],
): FieldError[] {
  const named = ({ odoo }: EnvironmentSpec) =>
    releases.find(({ metadata }) => metadata.name === odoo.release);
  const [from, to] = [named(previous), named(spec)];
  if (!from || !to || from.spec.series !== to.spec.series) return [];
  if (!stepBetween(from, to, releases).back) return [];
  const { allowed, because } = judgeImageRollBack(from, to, releases);
  return when(!allowed, {
    path: 'spec.odoo.release',
    message: because,
    accepted: `${from.metadata.name} or newer by both, or a restore of a point before it`,
  });
}
