import type { Environment } from '@marcbachmann/cel-js';
import { CelEvaluationError } from '../errors';
import { SemanticVersion } from '../types/SemanticVersion';
import { declare } from './declare';

const TYPE = 'kubernetes.Semver';

function parseSemver(text: string, normalise: boolean): SemanticVersion {
  const version = SemanticVersion.parse(text, normalise);
  if (!version) {
    throw new CelEvaluationError(`'${text}' is not a semantic version`);
  }
  return version;
}

/** `semver()`, `isSemver()` and the methods of a version. */
export function registerSemver(environment: Environment): void {
  environment.registerType(TYPE, { ctor: SemanticVersion, fields: {} });
  environment.registerOperator(
    `${TYPE} == ${TYPE}`,
    (a: SemanticVersion, b: SemanticVersion) => a.compareTo(b) === 0n,
  );
  declare(environment, {
    'isSemver(string): bool': (text: string) =>
      SemanticVersion.parse(text) !== undefined,
    'isSemver(string, bool): bool': (text: string, normalise: boolean) =>
      SemanticVersion.parse(text, normalise) !== undefined,
    [`semver(string): ${TYPE}`]: (text: string) => parseSemver(text, false),
    [`semver(string, bool): ${TYPE}`]: (text: string, normalise: boolean) =>
      parseSemver(text, normalise),
    [`${TYPE}.major(): int`]: (version: SemanticVersion) => version.major,
    [`${TYPE}.minor(): int`]: (version: SemanticVersion) => version.minor,
    [`${TYPE}.patch(): int`]: (version: SemanticVersion) => version.patch,
    [`${TYPE}.compareTo(${TYPE}): int`]: (
      a: SemanticVersion,
      b: SemanticVersion,
    ) => a.compareTo(b),
    [`${TYPE}.isLessThan(${TYPE}): bool`]: (
      a: SemanticVersion,
      b: SemanticVersion,
    ) => a.compareTo(b) < 0n,
    [`${TYPE}.isGreaterThan(${TYPE}): bool`]: (
      a: SemanticVersion,
      b: SemanticVersion,
    ) => a.compareTo(b) > 0n,
  });
}
