import { folderOf } from './folders';

/** Odoo's database manager: the time is UTC (odoo/addons/web/controllers/database.py). */
const ODOO_NAME = /^(.+)_(\d{4}-\d\d-\d\d)_(\d\d)-(\d\d)-(\d\d)$/;
const WEEKDAY = /[-_. ](mon|tue|wed|thu|fri|sat|sun)[a-z]*$/i;
const DATE_DIGITS = 6;

export interface SeriesFile {
  /** What the files of one schedule have in common: the database, mostly. */
  series: string;
  /** When the backup was begun, as its name tells. */
  takenAt?: Date;
}

/**
 * What the name of a dump tells: `acme-prod_2026-11-21_01-00-01.zip`, `acme-20261121.sql.gz`, `acme-mon.dump`,
 * or a date alone, which is named after its folder.
 *
 * @param extension - matches the end of the name that tells the format
 */
export function seriesFileOf(name: string, extension: RegExp): SeriesFile {
  const base = name.slice(name.lastIndexOf('/') + 1);
  const stem = base.replace(extension, '');
  const odoo = ODOO_NAME.exec(stem);
  if (odoo) {
    const [, series, date, hour, minute, second] = odoo;
    const takenAt = new Date(`${date}T${hour}:${minute}:${second}Z`);
    return Number.isNaN(+takenAt) ? { series } : { series, takenAt };
  }
  const series = withoutDate(stem).replace(WEEKDAY, '');
  return { series: series || folderOf(name).split('/').at(-2) || 'backup' };
}

/** Without a date, or what else is a long number, at either end. */
function withoutDate(stem: string): string {
  const isDate = (text: string) =>
    text.replace(/\D/g, '').length >= DATE_DIGITS;
  return stem
    .replace(/[-_. T]*\d[-_.:Th\d]*Z?$/, end => (isDate(end) ? '' : end))
    .replace(/^\d[-_.:Th\d]*Z?[-_. ]*/, start => (isDate(start) ? '' : start));
}
