import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { EnvironmentRelease } from '@plumbline/plugin-odoo-common';
import { Badge, BadgeProps, Section } from '@plumbline/plugin-odoo-react';

type Level = EnvironmentRelease['risk'][number]['level'];

const LEVELS: Record<Level, BadgeProps> = {
  low: { shape: 'dash', tone: 'plain', word: 'low' },
  raised: { shape: 'triangle', tone: 'degraded', word: 'raised' },
  high: { shape: 'octagon', tone: 'critical', word: 'high' },
  unknown: { shape: 'question', tone: 'unknown', word: 'unknown' },
};

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 },
  factor: { display: 'flex', flexWrap: 'wrap', gap: '0 8px' },
});

export interface RiskSectionProps {
  release: Pick<EnvironmentRelease, 'candidate' | 'risk'>;
}

/** Each factor in words: one number would hide which of them it is. */
export function RiskSection(props: RiskSectionProps) {
  const { candidate, risk } = props.release;
  const classes = useStyles();
  return (
    <Section
      title={
        candidate
          ? `Risk of promoting ${candidate.version} now`
          : 'Risk of promoting'
      }
    >
      {risk.length === 0 && (
        <Typography variant="body2">
          {candidate
            ? 'Not judged yet.'
            : 'There is no newer release to promote.'}
        </Typography>
      )}
      <ul className={classes.list} aria-label="Factors">
        {risk.map(({ factor, level, detail }) => (
          <li key={factor}>
            <Typography
              variant="body2"
              component="div"
              className={classes.factor}
            >
              <strong>{factor}</strong>
              <Badge {...LEVELS[level]} />
              <span>{detail}</span>
            </Typography>
          </li>
        ))}
      </ul>
    </Section>
  );
}
