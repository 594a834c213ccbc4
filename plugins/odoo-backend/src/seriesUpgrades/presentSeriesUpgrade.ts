import {
  JudgedStep,
  SeriesUpgrade,
  SeriesUpgradeAction,
  SeriesUpgradeActor,
  SeriesUpgradeDetail,
  SeriesUpgradeFacts,
  SeriesUpgradeStepDetail,
  decideSeriesUpgrade,
  downtimeOf,
  isConfirmedStep,
  judgeSteps,
} from '@plumbline/plugin-odoo-common';

/** With what the person may do now, asked of the rules themselves so that page and server never differ. */
export function presentSeriesUpgrade(
  upgrade: SeriesUpgrade,
  facts: SeriesUpgradeFacts,
  actor?: SeriesUpgradeActor,
): SeriesUpgradeDetail {
  const attempt = (action: SeriesUpgradeAction) => {
    if (!actor) return { allowed: false, reason: 'Only a person decides this' };
    const outcome = decideSeriesUpgrade(upgrade, action, actor, facts);
    return 'refused' in outcome
      ? { allowed: false, reason: outcome.message }
      : { allowed: true };
  };
  const reason = '-';
  return {
    ...upgrade,
    steps: judgeSteps(upgrade, facts).map(step => presentStep(step, attempt)),
    downtime: downtimeOf(upgrade, facts),
    actions: {
      goBack: attempt({ type: 'go-back', reason }),
      stop: attempt({ type: 'stop', reason }),
    },
  };
}

function presentStep(
  step: JudgedStep,
  attempt: (action: SeriesUpgradeAction) => {
    allowed: boolean;
    reason?: string;
  },
): SeriesUpgradeStepDetail {
  const { id, state, because, since, parts, proposes, confirmation } = step;
  const type = isConfirmedStep(id) ? 'confirm' : 'propose';
  const action =
    type === 'confirm'
      ? attempt({ type, step: id, reason: '-' })
      : attempt({ type, step: id });
  return {
    id,
    state,
    because,
    since,
    changes: parts.flatMap(({ change }) =>
      change
        ? [
            {
              id: change.id,
              kind: change.kind,
              environment: change.environment,
              state: change.state,
              since: change.since,
              note: change.note,
            },
          ]
        : [],
    ),
    proposes: proposes && {
      kind: proposes.kind,
      environment: proposes.environment,
    },
    confirmation,
    action: { type, ...action },
  };
}
