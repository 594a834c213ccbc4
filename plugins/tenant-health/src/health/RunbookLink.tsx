import { makeStyles } from '@material-ui/core/styles';
import { PROBES } from '@plumbline/plugin-odoo-common';
import { ExternalLink, VisuallyHidden } from '@plumbline/plugin-odoo-react';
import { ProbeObservation } from './groupByArea';

// The hidden words must be cut off with the table that scrolls around them.
const useStyles = makeStyles({ root: { position: 'relative' } });

export interface RunbookLinkProps {
  observation: Pick<ProbeObservation, 'probe' | 'runbook'>;
}

/** What to look at and what to do about this probe, where the platform has written it down. */
export function RunbookLink(props: RunbookLinkProps) {
  const { probe, runbook } = props.observation;
  const classes = useStyles();
  if (!runbook) return null;
  return (
    <span className={classes.root}>
      <ExternalLink href={runbook}>
        Runbook <VisuallyHidden>{`of ${PROBES[probe].title}`}</VisuallyHidden>
      </ExternalLink>
    </span>
  );
}
