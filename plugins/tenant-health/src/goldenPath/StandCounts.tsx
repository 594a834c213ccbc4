import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { DRIFT_STATES, GoldenPathList } from '@plumbline/plugin-odoo-common';
import { CountLinks, withParameter } from '@plumbline/plugin-odoo-react';
import { STANDS } from './presentStand';

const useStyles = makeStyles({
  list: {
    listStyle: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 16px',
    margin: '4px 0',
    padding: 0,
  },
});

export interface StandCountsProps {
  list: GoldenPathList;
  parameters: URLSearchParams;
  isOutdated: boolean;
}

/** The fleet in two lines, by state and by version; each count filters, and once more takes the filter away. */
export function StandCounts(props: StandCountsProps) {
  const { list, parameters, isOutdated } = props;
  const classes = useStyles();
  const linkTo = (version: string) => {
    const isActive = parameters.get('version') === version;
    return {
      to: `?${withParameter(parameters, 'version', isActive ? '' : version)}`,
      'aria-current': isActive ? ('true' as const) : undefined,
      style: { fontWeight: isActive ? 700 : undefined },
    };
  };
  return (
    <>
      <Typography variant="body1">
        {`Current golden path: ${list.current}`}
      </Typography>
      <CountLinks
        label="Environments by state"
        filter="state"
        counts={DRIFT_STATES.map(state => ({
          ...STANDS[state],
          value: state,
          count: list.states[state] ?? 0,
        }))}
        parameters={parameters}
        isOutdated={isOutdated}
      />
      <ul className={classes.list} aria-label="Environments by version">
        {list.versions.map(({ version, environments }) => (
          <li key={version}>
            <Link {...linkTo(version)}>{`${environments} on ${version}`}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
