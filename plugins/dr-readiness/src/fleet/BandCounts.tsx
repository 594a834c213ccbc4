import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RECOVERY_BANDS, RecoveryList } from '@plumbline/plugin-odoo-common';
import {
  BAND_PRESENTATIONS,
  StatusShape,
  usePalette,
  withParameter,
} from '@plumbline/plugin-odoo-react';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', gap: '4px 24px' },
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

export interface BandCountsProps
  extends Pick<RecoveryList, 'counts' | 'average'> {
  parameters: URLSearchParams;
  /** They could not be loaded again: how many still count so is not known. */
  isOutdated: boolean;
}

function averageInWords(average: number | null, unknown: number): string {
  if (average === null) return 'No average: no score applies';
  const counted = unknown > 0 ? ', unknown counted as 0' : '';
  return `Average ${Math.floor(average)} of 100${counted}`;
}

/** The fleet in one line; each count filters by its band, and once more takes the filter away. */
export function BandCounts(props: BandCountsProps) {
  const { counts, average, parameters, isOutdated } = props;
  const classes = useStyles();
  const palette = usePalette();
  const active = parameters.get('band');
  return (
    <div className={classes.root}>
      <Typography variant="body1">
        {averageInWords(average, counts.unknown)}
      </Typography>
      <ul className={classes.list} aria-label="Environments by readiness">
        {RECOVERY_BANDS.map(band => {
          const { shape, tone, word } = BAND_PRESENTATIONS[band];
          const isActive = band === active;
          const target = withParameter(
            parameters,
            'band',
            isActive ? '' : band,
          );
          return (
            <li key={band}>
              <Link
                to={`?${target}`}
                className={classes.link}
                aria-current={isActive ? 'true' : undefined}
                style={{
                  color: palette[isOutdated ? 'unknown' : tone],
                  fontWeight: isActive ? 700 : undefined,
                }}
              >
                <StatusShape name={shape} />
                {`${counts[band]} ${word}`}
              </Link>
            </li>
          );
        })}
        {isOutdated && <li>when last loaded</li>}
      </ul>
    </div>
  );
}
