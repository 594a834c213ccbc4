import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  BackupFinding,
  FINDING_SEVERITIES,
  RecoveryDetail,
} from '@plumbline/plugin-odoo-common';
import { FindingCard, Section } from '@plumbline/plugin-odoo-react';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gap: 8,
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(320px, 100%), 1fr))',
  },
});

const rank = ({ severity }: BackupFinding) =>
  -FINDING_SEVERITIES.indexOf(severity);

export interface FindingsSectionProps {
  recovery: Pick<RecoveryDetail, 'database' | 'filestore'>;
}

/** What the readers found in the store, the worst first. */
export function FindingsSection(props: FindingsSectionProps) {
  const { database, filestore } = props.recovery;
  const classes = useStyles();
  const found = [database, filestore]
    .flatMap(fact =>
      (fact?.value.findings ?? []).map(finding => ({
        ...finding,
        repository: fact?.value.name ?? '',
      })),
    )
    .sort((a, b) => rank(a) - rank(b));
  const partial = [database, filestore].filter(fact => fact?.value.partial);
  return (
    <Section title="Findings in the store">
      {found.length === 0 && (
        <Typography variant="body2">
          {database && filestore && partial.length === 0
            ? 'None: nothing that was read is wrong.'
            : 'None in what was read, and not everything was read.'}
        </Typography>
      )}
      <div className={classes.list}>
        {found.map(
          ({ code, severity, subject, summary, action, repository }) => (
            <FindingCard
              key={`${repository} ${code} ${subject}`}
              status={severity === 'info' ? 'note' : severity}
              what={`${code.replace(/-/g, ' ')}: ${subject}`}
              why={`${summary} (${repository})`}
              action={
                action && (
                  <Typography variant="body2">{`To do: ${action}`}</Typography>
                )
              }
            />
          ),
        )}
      </div>
    </Section>
  );
}
