import {
  ConfirmedStep,
  ProposeSeriesUpgradeInput,
  ProposeStepInput,
  SeriesUpgradeQuery,
  SeriesUpgradeStep,
  changeSchema,
  seriesUpgradeDetailSchema,
  seriesUpgradeListSchema,
} from '@plumbline/plugin-odoo-common';
import { Requester } from './request';

/** A production on its way to a new series, step by step. */
export function createSeriesUpgradesApi(requester: Requester) {
  const decide = (path: string[], reason: string) =>
    requester.json(['series-upgrades', ...path], seriesUpgradeDetailSchema, {
      method: 'POST',
      body: { reason },
    });
  return {
    listSeriesUpgrades(
      query: Partial<SeriesUpgradeQuery>,
      signal?: AbortSignal,
    ) {
      return requester.json(['series-upgrades'], seriesUpgradeListSchema, {
        query,
        signal,
      });
    },
    getSeriesUpgrade(id: string, signal?: AbortSignal) {
      return requester.json(
        ['series-upgrades', id],
        seriesUpgradeDetailSchema,
        { signal },
      );
    },
    /** With `dryRun` nothing is stored. */
    beginSeriesUpgrade(asked: ProposeSeriesUpgradeInput) {
      return requester.json(['series-upgrades'], seriesUpgradeDetailSchema, {
        method: 'POST',
        body: asked,
      });
    },
    /** The next change of the step, in the caller's name; with `dryRun` its preview. */
    proposeStep(id: string, step: SeriesUpgradeStep, asked: ProposeStepInput) {
      return requester.json(
        ['series-upgrades', id, 'steps', step, 'propose'],
        changeSchema,
        { method: 'POST', body: asked },
      );
    },
    confirmStep(id: string, step: ConfirmedStep, reason: string) {
      return decide([id, 'steps', step, 'confirm'], reason);
    },
    goBackInSeriesUpgrade(id: string, reason: string) {
      return decide([id, 'go-back'], reason);
    },
    stopSeriesUpgrade(id: string, reason: string) {
      return decide([id, 'stop'], reason);
    },
  };
}
