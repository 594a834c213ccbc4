import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { DRIFT_STATES, GoldenPathList } from '@plumbline/plugin-odoo-common';
import {
  StatusShape,
  usePalette,
  withParameter,
} from '@plumbline/plugin-odoo-react';
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
  link: { display: 'inline-flex', alignItems: 'center', gap: 4 },
});

export interface StandCountsProps {
  list: GoldenPathList;
  parameters: URLSearchParams;
}

/** The fleet in two lines, by state and by version; each count filters, and once more takes the filter away. */
export function StandCounts(props: StandCountsProps) {
  const { list, parameters } = props;
  const classes = useStyles();
  const palette = usePalette();
  const filter = (name: string, value: string) => {
    const isActive = parameters.get(name) === value;
    return {
      to: `?${withParameter(parameters, name, isActive ? '' : value)}`,
      className: classes.link,
      'aria-current': isActive ? ('true' as const) : undefined,
      style: { fontWeight: isActive ? 700 : undefined },
    };
  };
  return (
    <>
      <Typography variant="body1">
        {`Current golden path: ${list.current}`}
      </Typography>
      <ul className={classes.list} aria-label="Environments by state">
        {DRIFT_STATES.map(state => {
          const { shape, tone, word } = STANDS[state];
          const { style, ...link } = filter('state', state);
          return (
            <li key={state}>
              <Link {...link} style={{ ...style, color: palette[tone] }}>
                <StatusShape name={shape} />
                {`${list.states[state] ?? 0} ${word}`}
              </Link>
            </li>
          );
        })}
      </ul>
      <ul className={classes.list} aria-label="Environments by version">
        {list.versions.map(({ version, environments }) => (
          <li key={version}>
            <Link {...filter('version', version)}>
              {`${environments} on ${version}`}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
