import { Release, ReleaseDocument } from '@plumbline/plugin-odoo-common';

/** What lists show of a release. */
export function toRelease({ metadata, spec }: ReleaseDocument): Release {
  return {
    version: metadata.name,
    series: spec.series,
    edition: spec.edition,
    digest: spec.digest,
    schemaClass: spec.schemaClass,
    migratesFrom: spec.upgrade?.from,
    releasedAt: new Date(spec.releasedAt).toISOString(),
  };
}
