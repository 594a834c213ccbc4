import { DateTime } from 'luxon';
import { EnvironmentSpec } from '../environment/spec';

/** Whether the last day on which the environment was needed is over, wherever its people are. */
export function hasExpired(
  {
    expires,
    legalEntities,
  }: Pick<EnvironmentSpec, 'expires' | 'legalEntities'>,
  now: Date,
): boolean {
  return (
    expires !== 'never' &&
    legalEntities.every(({ timeZone }) => {
      const today = DateTime.fromJSDate(now, { zone: timeZone }).toISODate();
      return today !== null && today > expires;
    })
  );
}
