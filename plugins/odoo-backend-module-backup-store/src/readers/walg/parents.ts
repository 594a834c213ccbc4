import { ExaminedBackup } from './examineBackup';
import { parentDamaged, parentMissing } from './findings';

/** A delta is as good as the backups that it leans on, down to the whole one. */
export function judgeParents(
  examined: readonly ExaminedBackup[],
): ExaminedBackup[] {
  const byName = new Map(examined.map(each => [each.stored.id, each]));
  return examined.map(each => {
    const { stored } = each;
    if (stored.status !== 'usable') return each;
    const seen = new Set([stored.id]);
    for (let name = each.sentinel?.parent; name; ) {
      const parent = byName.get(name);
      if (!parent || seen.has(name)) {
        return damaged(each, parentMissing(stored.id, name));
      }
      if (parent.stored.status === 'unknown') {
        return { ...each, stored: { ...stored, status: 'unknown' } };
      }
      if (parent.stored.status !== 'usable') {
        return damaged(each, parentDamaged(stored.id, name));
      }
      seen.add(name);
      name = parent.sentinel?.parent;
    }
    return each;
  });
}

function damaged(
  each: ExaminedBackup,
  damage: NonNullable<ExaminedBackup['damage']>,
): ExaminedBackup {
  return { ...each, stored: { ...each.stored, status: 'damaged' }, damage };
}
