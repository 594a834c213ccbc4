import {
  EnvironmentList,
  VERDICT_STATUSES,
  VerdictStatus,
} from '@plumbline/plugin-odoo-common';
import { CountLinks, presentStatus } from '@plumbline/plugin-odoo-react';

/** Shown even when nobody has them; the rest only when somebody does. */
const ALWAYS = ['ok', 'degraded', 'critical', 'unknown'];

export interface CountsLineProps {
  counts: EnvironmentList['counts'];
  parameters: URLSearchParams;
  /** Path of the fleet; absent on its own page. */
  to?: string;
  /** They could not be loaded again: how many still count so is not known. */
  isOutdated: boolean;
}

/** How many of those that are ok rest on partial evidence is not counted, so none of them is called green. */
const toneOf = (status: VerdictStatus) =>
  status === 'ok' ? 'plain' : presentStatus(status).tone;

/** The fleet in one line, each count on the way to what it counts. */
export function CountsLine(props: CountsLineProps) {
  const { counts, ...line } = props;
  const active = props.parameters.get('verdict');
  const shown = VERDICT_STATUSES.filter(
    status =>
      counts[status] > 0 || ALWAYS.includes(status) || status === active,
  );
  return (
    <CountLinks
      {...line}
      label="Environments by verdict"
      filter="verdict"
      counts={shown.map(status => ({
        ...presentStatus(status),
        value: status,
        count: counts[status],
        tone: toneOf(status),
      }))}
    />
  );
}
