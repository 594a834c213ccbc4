import { Release } from '@plumbline/plugin-odoo-common';

/** Versions of later series and the same edition, the newest first. */
export function laterSeries(
  releases: readonly Release[],
  current: string,
): string[] {
  const now = releases.find(({ version }) => version === current);
  if (!now) return [];
  return releases
    .filter(
      ({ series, edition }) =>
        edition === now.edition && Number(series) > Number(now.series),
    )
    .sort((a, b) => Date.parse(b.releasedAt) - Date.parse(a.releasedAt))
    .map(({ version }) => version);
}

/** `harbour-civil` to `19.0-...` is `harbour-civil-19`, unless somebody chooses another name. */
export function cloneNameOf(environment: string, release: string): string {
  const [tenant] = environment.split('/');
  const [series] = release.split('.');
  return `${tenant.replace(/-\d{2}$/, '')}-${series}`;
}
