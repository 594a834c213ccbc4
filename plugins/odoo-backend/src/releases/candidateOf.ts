import { Release } from '@plumbline/plugin-odoo-common';

/**
 * The release that an environment could get next: the newest of its series and edition, when it came out after the
 * one that it has.
 *
 * @param releases - the newest first
 */
export function candidateOf(
  version: string,
  releases: readonly Release[],
): Release | undefined {
  const present = releases.find(release => release.version === version);
  if (!present) return undefined;
  const newest = releases.find(
    ({ series, edition }) =>
      series === present.series && edition === present.edition,
  );
  return newest && newest.releasedAt > present.releasedAt ? newest : undefined;
}
