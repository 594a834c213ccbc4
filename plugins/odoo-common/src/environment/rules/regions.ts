import { Platform } from '../../platform/platform';
import { FieldError } from '../../validation/fieldError';
import { EnvironmentSpec } from '../spec';
import { oneOf, when } from './when';

export function checkRegions(
  spec: EnvironmentSpec,
  platform: Platform,
): FieldError[] {
  const names = platform.regions.map(({ name }) => name);
  const hosting = platform.clusters.map(({ region }) => region);
  const needsRecovery = spec.tier <= 2;
  const others = names.filter(name => name !== spec.region);
  return [
    ...when(!names.includes(spec.region), {
      path: 'spec.region',
      message: `${spec.region} is not a region of this platform`,
      accepted: oneOf(names),
    }),
    ...when(names.includes(spec.region) && !hosting.includes(spec.region), {
      path: 'spec.region',
      message: `no cluster of this platform runs in ${spec.region}`,
      accepted: oneOf(hosting),
    }),
    ...when(needsRecovery && spec.recoveryRegion === undefined, {
      path: 'spec.recoveryRegion',
      message: `tier ${spec.tier} must survive the loss of its region`,
      accepted: oneOf(others),
    }),
    ...when(
      spec.recoveryRegion !== undefined &&
        !others.includes(spec.recoveryRegion),
      {
        path: 'spec.recoveryRegion',
        message:
          spec.recoveryRegion === spec.region
            ? 'must differ from the region: one outage would take both'
            : `${spec.recoveryRegion} is not a region of this platform`,
        accepted: oneOf(others),
      },
    ),
    ...spec.residency.flatMap((name, index) =>
      when(!names.includes(name), {
        path: `spec.residency.${index}`,
        message: `${name} is not a region of this platform`,
        accepted: oneOf(names),
      }),
    ),
    ...[spec.region, spec.recoveryRegion].flatMap(name =>
      when(name !== undefined && !spec.residency.includes(name), {
        path: 'spec.residency',
        message: `data would leave its residency: ${name} is not part of it`,
        accepted: `a list that contains ${name}`,
      }),
    ),
  ];
}
