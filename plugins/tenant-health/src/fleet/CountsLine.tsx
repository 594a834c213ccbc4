import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  EnvironmentList,
  VERDICT_STATUSES,
  VerdictStatus,
} from '@plumbline/plugin-odoo-common';
import {
  presentStatus,
  StatusShape,
  usePalette,
  withParameter,
} from '@plumbline/plugin-odoo-react';

/** Shown even when nobody has them; the rest only when somebody does. */
const ALWAYS = ['ok', 'degraded', 'critical', 'unknown'];

const useStyles = makeStyles({
  list: {
    listStyle: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 16px',
    margin: 0,
    padding: 0,
  },
  link: { display: 'inline-flex', alignItems: 'center', gap: 4 },
});

export interface CountsLineProps {
  counts: EnvironmentList['counts'];
  parameters: URLSearchParams;
  /** They could not be loaded again: how many still count so is not known. */
  isOutdated: boolean;
}

/** How many of those that are ok rest on partial evidence is not counted, so none of them is called green. */
const toneOf = (status: VerdictStatus) =>
  status === 'ok' ? 'plain' : presentStatus(status).tone;

/** The fleet in one line; each count filters by its verdict, and once more takes the filter away. */
export function CountsLine(props: CountsLineProps) {
  const { counts, parameters, isOutdated } = props;
  const classes = useStyles();
  const palette = usePalette();
  const active = parameters.get('verdict');
  const shown = VERDICT_STATUSES.filter(
    status =>
      counts[status] > 0 || ALWAYS.includes(status) || status === active,
  );
  return (
    <ul className={classes.list} aria-label="Environments by verdict">
      {shown.map(status => {
        const { shape, word } = presentStatus(status);
        const shownTone = isOutdated ? 'unknown' : toneOf(status);
        const isActive = status === active;
        const target = withParameter(
          parameters,
          'verdict',
          isActive ? '' : status,
        );
        return (
          <li key={status}>
            <Link
              to={`?${target}`}
              className={classes.link}
              aria-current={isActive ? 'true' : undefined}
              style={{
                color: palette[shownTone],
                fontWeight: isActive ? 700 : undefined,
              }}
            >
              <StatusShape name={shape} />
              {`${counts[status]} ${word}`}
            </Link>
          </li>
        );
      })}
      {isOutdated && <li>when last loaded</li>}
    </ul>
  );
}
