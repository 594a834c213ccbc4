import { ChangeContent, canonicalContent } from '@plumbline/plugin-odoo-common';
import { createHash } from 'node:crypto';

/** `sha256:` and the hex digest of the canonical content: what approvals name. */
export function contentHash(content: ChangeContent): string {
  const bytes = canonicalContent(content);
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
