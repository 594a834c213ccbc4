import { RollBackOption } from '@plumbline/plugin-odoo-common';

/** A way back without the names of those whom it touches and whom the caller may not read: they are counted. */
export function withoutUnreadable(
  option: RollBackOption,
  readable: ReadonlySet<string>,
): RollBackOption {
  const touches = option.touches.filter(other => readable.has(other));
  const touchesUnnamed = option.touches.length - touches.length;
  return touchesUnnamed > 0 ? { ...option, touches, touchesUnnamed } : option;
}
