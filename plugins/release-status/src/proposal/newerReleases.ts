import { Release } from '@plumbline/plugin-odoo-common';

/** Versions of the same series and edition that came out after this one, the newest first. */
export function newerReleases(
  releases: readonly Release[],
  current: string,
): string[] {
  const now = releases.find(({ version }) => version === current);
  if (!now) return [];
  return releases
    .filter(
      ({ series, edition, releasedAt }) =>
        series === now.series &&
        edition === now.edition &&
        Date.parse(releasedAt) > Date.parse(now.releasedAt),
    )
    .sort((a, b) => Date.parse(b.releasedAt) - Date.parse(a.releasedAt))
    .map(({ version }) => version);
}
