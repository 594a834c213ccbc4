import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { EnvironmentDetail, PROBES } from '@plumbline/plugin-odoo-common';
import {
  CoverageLabel,
  EvidenceAge,
  LegendButton,
  RelativeTime,
  StatusBadge,
  kubernetesPath,
  useVerdict,
  Section,
} from '@plumbline/plugin-odoo-react';
import { EnvironmentFacts } from './EnvironmentFacts';
import { RunbookLink } from './RunbookLink';
import { adviceFor } from './advice';

export interface VerdictPanelProps {
  environment: EnvironmentDetail;
}

/** Verdict, since when, why in one sentence, on which evidence, and what to do. */
export function VerdictPanel(props: VerdictPanelProps) {
  const { environment } = props;
  const verdict = useVerdict(environment.verdict);
  const { status, evidence, decidedBy, summary, since, observedAt } = verdict;
  const advice = adviceFor(verdict);
  const deciding = environment.observations.find(
    ({ probe }) => probe === decidedBy,
  );
  return (
    <Section
      title="Verdict"
      aside={
        <>
          <StatusBadge status={status} evidence={evidence} />
          {since && (
            <span>
              since <RelativeTime at={since} />
            </span>
          )}
          <span>
            {'evidence '}
            <EvidenceAge observedAt={observedAt} stale={evidence === 'stale'} />
          </span>
          <span>
            {'coverage '}
            <CoverageLabel coverage={verdict.coverage} />
          </span>
          <LegendButton />
        </>
      }
    >
      <Typography variant="body1">
        {decidedBy ? `${PROBES[decidedBy].title}: ${summary}` : summary}
      </Typography>
      <EnvironmentFacts environment={environment} />
      <Typography variant="subtitle2" component="h4">
        What to do
      </Typography>
      {advice.length === 0 ? (
        <Typography variant="body2">Nothing.</Typography>
      ) : (
        <ul>
          {advice.map(text => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      <Typography variant="body2">
        {deciding?.runbook && (
          <>
            <RunbookLink observation={deciding} />
            {' · '}
          </>
        )}
        <Link to={kubernetesPath(environment)}>Kubernetes tab</Link>
        {' · '}
        <Link to="/sources">Sources</Link>
      </Typography>
    </Section>
  );
}
