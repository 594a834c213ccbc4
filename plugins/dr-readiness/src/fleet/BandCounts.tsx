import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RECOVERY_BANDS, RecoveryList } from '@plumbline/plugin-odoo-common';
import { BAND_PRESENTATIONS, CountLinks } from '@plumbline/plugin-odoo-react';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', gap: '4px 24px' },
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
  return (
    <div className={classes.root}>
      <Typography variant="body1">
        {averageInWords(average, counts.unknown)}
      </Typography>
      <CountLinks
        label="Environments by readiness"
        filter="band"
        counts={RECOVERY_BANDS.map(band => ({
          ...BAND_PRESENTATIONS[band],
          value: band,
          count: counts[band],
        }))}
        parameters={parameters}
        isOutdated={isOutdated}
      />
    </div>
  );
}
