import { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  DAILY_HISTORY_MAX_DAYS,
  DailyHistory,
  DailyHistoryQuery,
  History,
  dailyHistoryQuerySchema,
  historyQuerySchema,
} from '@plumbline/plugin-odoo-common';
import { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { TimelineMarks } from '../history';
import { EnvironmentAccess } from '../permissions';
import { ReadModel } from '../readModel';
import { acceptedByDays, acceptedByHistory } from './accepted';
import { historyPages } from './historyPages';
import { fieldErrors, parseOrThrow } from './parse';
import { PastEnvironments, readableEnvironment } from './readableEnvironment';

const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_DAYS = 30;

export interface HistoryRouterOptions {
  httpAuth: HttpAuthService;
  access: EnvironmentAccess;
  readModel: ReadModel;
  past: PastEnvironments;
  /** What is drawn beside the days. */
  marks: readonly TimelineMarks[];
}

/** How an environment was: by probe and moment, and by day. */
export function createHistoryRouter(
  options: HistoryRouterOptions,
): ExpressRouter {
  const { readModel, marks } = options;
  const router = Router();

  router.get('/environments/:tenant/:stage/history', async (req, res) => {
    const { query, after } = historyPages.resume(
      parseOrThrow(historyQuerySchema, req.query, acceptedByHistory),
    );
    const ref = await readableEnvironment(req, options);
    const page = await readModel.transitions(ref, query, after);
    const history: History = {
      items: page.items,
      total: page.total,
      nextCursor: historyPages.next(query, page.next),
    };
    res.json(history);
  });

  router.get('/environments/:tenant/:stage/daily', async (req, res) => {
    const now = new Date();
    const days = daysOf(
      parseOrThrow(dailyHistoryQuerySchema, req.query, acceptedByDays),
      now,
    );
    const ref = await readableEnvironment(req, options);
    const between = {
      from: `${days.from}T00:00:00.000Z`,
      to: `${days.to}T23:59:59.999Z`,
    };
    const found = await Promise.all(marks.map(mark => mark.of(ref, between)));
    const history: DailyHistory = {
      items: await readModel.days(ref, days, now),
      marks: found.flat().sort((a, b) => (a.from < b.from ? -1 : 1)),
    };
    res.json(history);
  });

  return router;
}

/** Fails with `fieldErrors`. */
function daysOf(query: DailyHistoryQuery, now: Date) {
  const to = query.to ?? now.toISOString().slice(0, 10);
  const from =
    query.from ??
    new Date(Date.parse(to) - (DEFAULT_DAYS - 1) * DAY_MS)
      .toISOString()
      .slice(0, 10);
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1 || days > DAILY_HISTORY_MAX_DAYS) {
    throw fieldErrors([
      {
        path: 'from',
        message: `spans ${days} days up to ${to}`,
        accepted: acceptedByDays('from') ?? '',
      },
    ]);
  }
  return { from, to };
}
