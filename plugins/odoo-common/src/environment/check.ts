import { Platform } from '../platform/platform';
import { ReleaseDocument } from '../release/release';
import { FieldError } from '../validation/fieldError';
import { EnvironmentRef } from './ref';
import { checkCopyOf } from './rules/copyOf';
import { checkDatabase } from './rules/database';
import { checkDatabaseSuccession } from './rules/databaseSuccession';
import { checkExpiry } from './rules/expiry';
import { checkHostnames } from './rules/hostnames';
import { checkOffer } from './rules/offer';
import { checkProduction } from './rules/production';
import { checkRegions } from './rules/regions';
import { checkRelease } from './rules/release';
import { checkSuccession } from './rules/succession';
import { EnvironmentSpec } from './spec';

export interface CheckFacts {
  platform: Platform;
  releases: readonly ReleaseDocument[];
  /** Host names of all other environments, and whose they are. */
  takenHostnames: ReadonlyMap<string, string>;
  /** All others, by `<tenant>/<stage>`: one of them may be copied. */
  environments?: ReadonlyMap<string, { spec: EnvironmentSpec }>;
  /** The spec as it is, for a change of an environment. */
  previous?: EnvironmentSpec;
  /** A promotion or a roll-back, whose business the release is; every other change leaves it as it is. */
  movesRelease?: boolean;
  now: Date;
}

/**
 * The rules that join fields with each other, the platform and the registry. Every violation is
 * reported at once, each at its field (`spec.` prefixed path) with what would be accepted.
 */
export function checkSpec(
  ref: EnvironmentRef,
  spec: EnvironmentSpec,
  facts: CheckFacts,
): FieldError[] {
  return [
    ...checkOffer(spec, facts.platform),
    ...checkDatabase(ref, spec, facts.platform),
    ...checkProduction(ref, spec),
    ...checkRegions(spec, facts.platform),
    ...checkRelease(spec, facts),
    ...checkHostnames(ref, spec, facts),
    ...checkExpiry(spec, facts),
    ...checkCopyOf(ref, spec, facts),
    ...(facts.previous
      ? [
          ...checkSuccession(facts.previous, spec, facts),
          ...checkDatabaseSuccession(ref, facts.previous, spec, facts.platform),
        ]
      : []),
  ];
}
