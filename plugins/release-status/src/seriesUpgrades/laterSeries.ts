import { Release } from '@plumbline/plugin-odoo-common';

/** Versions of later series and the same edition that have the scripts to migrate, the newest first. */
export function laterSeries(
  releases: readonly Release[],
  current: string,
): string[] {
  const now = releases.find(({ version }) => version === current);
  if (!now) return [];
  return releases
    .filter(
      ({ series, edition, migratesFrom }) =>
        edition === now.edition &&
        Number(series) > Number(now.series) &&
        migratesFrom?.includes(now.series),
    )
    .sort((a, b) => Date.parse(b.releasedAt) - Date.parse(a.releasedAt))
    .map(({ version }) => version);
}

/**
 * `harbour-civil` to `19.0-...` is `harbour-civil-19`, unless somebody chooses another name; after a try that went back
 * `harbour-civil-19-2`, for the data of the first try is kept under its name.
 */
export function cloneNameOf(
  environment: string,
  release: string,
  taken: ReadonlySet<string>,
): string {
  const [tenant] = environment.split('/');
  const [series] = release.split('.');
  const first = `${tenant.replace(/-\d{2}(-\d)?$/, '')}-${series}`;
  const nth = (n: number): string =>
    taken.has(`${first}-${n}`) ? nth(n + 1) : `${first}-${n}`;
  return taken.has(first) ? nth(2) : first;
}
