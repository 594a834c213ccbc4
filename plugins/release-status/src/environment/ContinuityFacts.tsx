import { Deployment, PROBES } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  ExternalLink,
  RelativeTime,
  StatusBadge,
} from '@plumbline/plugin-odoo-react';
import { CONTINUITY_BADGES } from '../outcome';

export interface ContinuityFactsProps {
  continuity: Deployment['continuity'];
}

/** The business-continuity check: what came of it, and what each probe said, how old that was and what was asked. */
export function ContinuityFacts(props: ContinuityFactsProps) {
  const { verdict, summary, signals = [] } = props.continuity;
  return (
    <div>
      <Badge {...CONTINUITY_BADGES[verdict]} /> {summary}
      {signals.length > 0 && (
        <details>
          <summary>What it rests on ({signals.length})</summary>
          <ul>
            {signals.map(signal => (
              <li key={signal.probe}>
                <StatusBadge status={signal.status} />{' '}
                {PROBES[signal.probe].title}: {signal.summary}
                {signal.observedAt && (
                  <>
                    {', '}
                    <RelativeTime at={signal.observedAt} what="Observed" />
                  </>
                )}
                {signal.link && (
                  <>
                    {', '}
                    <ExternalLink href={signal.link}>source</ExternalLink>
                  </>
                )}
                {signal.query && (
                  <div>
                    <code style={{ overflowWrap: 'anywhere' }}>
                      {signal.query}
                    </code>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
