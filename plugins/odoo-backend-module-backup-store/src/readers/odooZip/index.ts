import { ENCRYPTED_SUFFIX, SeriesReader } from '../series';
import { examineZip } from './examineZip';

/** Backups of Odoo's database manager: one zip with dump.sql, manifest.json and filestore/. */
export const odooZipReader = new SeriesReader(
  'odoo-zip',
  new RegExp(`\\.zip(${ENCRYPTED_SUFFIX})?$`, 'i'),
  examineZip,
);
