import Typography from '@material-ui/core/Typography';
import { RecoveryDetail, WalGap } from '@plumbline/plugin-odoo-common';
import {
  EvidenceAge,
  Section,
  WindowTimeline,
  formatCount,
  useClock,
} from '@plumbline/plugin-odoo-react';
import { useZone } from '../../moment';
import { lanesOf } from './lanes';

const MINUTE_MS = 60_000;

const describeGap = ({ after, before, segments }: WalGap) =>
  before === null
    ? `Nothing is archived after ${after}.`
    : `${formatCount(
        segments,
        'WAL segment',
      )} missing after ${after}, before ${before}.`;

export interface TimelineSectionProps {
  recovery: RecoveryDetail;
}

/** The picture of what can be restored to when, copy by copy. */
export function TimelineSection(props: TimelineSectionProps) {
  const { recovery } = props;
  const zone = useZone();
  const now = useClock(time => Math.floor(time / MINUTE_MS) * MINUTE_MS);
  const { database } = recovery;
  const gaps = database?.value.gaps ?? [];
  return (
    <Section
      title="What can be restored to when"
      aside={
        <EvidenceAge
          observedAt={database?.observedAt}
          expiresAt={database?.expiresAt}
        />
      }
    >
      <WindowTimeline
        label={`What can be restored of ${recovery.tenant} / ${recovery.stage}`}
        lanes={lanesOf(recovery, new Date(now))}
        timeZone={zone}
      />
      {gaps.length > 0 && (
        <>
          <Typography variant="subtitle2" component="h4">
            Gaps in the WAL
          </Typography>
          <ul aria-label="Gaps in the WAL">
            {gaps.map(gap => (
              <li key={gap.after}>{describeGap(gap)}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
