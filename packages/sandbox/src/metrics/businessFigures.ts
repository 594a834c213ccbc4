import { createHash } from 'node:crypto';
import { BusinessFigureId } from '@plumbline/plugin-odoo-common';

const HOUR = 3600;
const DAY_MS = 24 * HOUR * 1000;
/** A group of several countries: some of its people work on any day. From Sunday on. */
const WEEKDAYS = [0.6, 1, 1.1, 1, 1.05, 0.9, 0.7];
/** How far a day is from what is usual on its weekday. */
const SCATTER = 0.1;

/** From 0 to 1, by chance and always the same. */
const fraction = (seed: string): number =>
  createHash('sha256').update(seed).digest().readUInt32BE() / 2 ** 32;

/** A database as far as its business goes. */
export interface BusinessFacts {
  /** Of the environment; what is counted follows from it. */
  name: string;
  namedUsers: number;
  /** Whether people buy with it; otherwise there is no such module. */
  buys: boolean;
  /** Since when nobody can approve; absent: everybody can. */
  approvalsStandSince?: Date;
}

/** What the exporter of a database tells at a moment: the same of the same moment, whenever it is asked. */
export function businessFigure(
  figure: BusinessFigureId,
  { name, namedUsers, buys, approvalsStandSince }: BusinessFacts,
  at: Date,
): number {
  const around = (base: number) =>
    Math.round(lastDay(base, `${name} ${figure}`, at));
  // Enough on a Sunday too for a standstill to show.
  const approvals = 40 + namedUsers / 5;
  const stoodFor = approvalsStandSince
    ? at.getTime() - approvalsStandSince.getTime()
    : -1;
  switch (figure) {
    case 'approvals_decided':
      if (!buys) return NaN;
      return stoodFor >= 0 ? 0 : around(approvals);
    case 'approvals_waiting':
      if (!buys) return NaN;
      return around(3) + (stoodFor >= 0 ? Math.round(approvals) : 0);
    case 'postings':
      return around(60 + 4 * namedUsers);
    case 'posting_age':
      return around(HOUR / 4);
    default:
      return around(30);
  }
}

/** Of the 24 hours before, which lie in two days. */
function lastDay(base: number, of: string, at: Date): number {
  const days = at.getTime() / DAY_MS;
  const today = Math.floor(days);
  const share = days - today;
  const ofDay = (day: number) =>
    base *
    WEEKDAYS[new Date(day * DAY_MS).getUTCDay()] *
    (1 + SCATTER * (2 * fraction(`${of} ${day}`) - 1));
  return share * ofDay(today) + (1 - share) * ofDay(today - 1);
}
