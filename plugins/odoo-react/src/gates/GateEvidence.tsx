import { makeStyles } from '@material-ui/core/styles';
import { GateResult } from '@plumbline/plugin-odoo-common';
import { Badge } from '../status';
import { ExternalLink } from '../text';
import { EVIDENCE_BADGES } from './presentGate';

const useStyles = makeStyles(theme => ({
  list: { margin: '4px 0 0', paddingLeft: 24, display: 'grid', gap: 4 },
  item: { overflowWrap: 'anywhere' },
  detail: {
    ...theme.typography.caption,
    display: 'block',
    whiteSpace: 'pre-wrap',
  },
}));

export interface GateEvidenceProps {
  evidence: GateResult['evidence'];
}

/** What a gate looked at, each with where it can be checked. */
export function GateEvidence(props: GateEvidenceProps) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {props.evidence.map(({ title, detail, link, verdict }, index) => (
        <li key={index} className={classes.item}>
          {verdict && <Badge {...EVIDENCE_BADGES[verdict]} />}{' '}
          <span>{title}</span>
          {detail && <span className={classes.detail}>{detail}</span>}
          {link && (
            <span className={classes.detail}>
              <ExternalLink href={link}>{link}</ExternalLink>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
