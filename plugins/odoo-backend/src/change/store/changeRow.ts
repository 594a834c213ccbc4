import { owedFollowUps } from '@plumbline/plugin-odoo-common';
import { ChangeRecord, summaryOf } from '../ChangeRecord';
import { ChangeRow } from './tables';

/** A change together with the version that a replacement must name. */
export interface StoredChange {
  record: ChangeRecord;
  version: number;
}

export function toRow({ record, version }: StoredChange): ChangeRow {
  const [, stage] = record.environment.split('/');
  return {
    id: record.id,
    version,
    kind: record.kind,
    environment: record.environment,
    stage,
    tier: record.spec.tier,
    owner: record.owner,
    state: record.state,
    requester: record.requester,
    created_at: record.createdAt,
    parent: record.parent ?? null,
    follow_ups: owedFollowUps(record).length,
    summary: JSON.stringify(summaryOf(record)),
    document: JSON.stringify(record),
  };
}

export function fromRow(
  row: Pick<ChangeRow, 'document' | 'version'>,
): StoredChange {
  return { record: upToDate(JSON.parse(row.document)), version: row.version };
}

/** The former release knew no overrides and called the parent of the commit `parent`. */
function upToDate(document: ChangeRecord): ChangeRecord {
  if (document.overrides) return document;
  const { parent: commitParent, ...rest } = document;
  return { ...rest, commitParent, overrides: [] };
}
