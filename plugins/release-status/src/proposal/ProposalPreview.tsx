import Typography from '@material-ui/core/Typography';
import { Change } from '@plumbline/plugin-odoo-common';
import {
  AdoptedCommits,
  DiffView,
  GateList,
  formatCount,
} from '@plumbline/plugin-odoo-react';

export interface ProposalPreviewProps {
  /** Answer to a dry run. */
  change: Change;
}

/** Which gates it would meet, who would have to approve, and the files. */
export function ProposalPreview(props: ProposalPreviewProps) {
  const { gates, files, approvalsNeeded, adopts } = props.change;
  return (
    <section aria-label="Preview">
      <Typography variant="subtitle2" component="h3">
        Gates
      </Typography>
      <GateList gates={gates} />
      <Typography variant="body2" paragraph>
        {approvalsNeeded === 0
          ? 'Nobody has to approve it.'
          : `${formatCount(
              approvalsNeeded,
              'approval',
            )} needed, by others than you.`}
      </Typography>
      {adopts ? (
        <AdoptedCommits adopts={adopts} />
      ) : (
        <>
          <Typography variant="subtitle2" component="h3">
            Files
          </Typography>
          <DiffView files={files} />
        </>
      )}
    </section>
  );
}
