import { makeStyles } from '@material-ui/core/styles';
import { ReleaseDetail } from '@plumbline/plugin-odoo-common';
import { DeploymentsSection } from './DeploymentsSection';
import { EvidenceSection } from './evidence';
import { ModulesSection } from './ModulesSection';
import { ReleaseFacts } from './ReleaseFacts';
import { RestorePointsSection } from './RestorePointsSection';
import { RingsSection } from './RingsSection';

const useStyles = makeStyles({
  sections: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 12 },
});

export interface ReleaseViewProps {
  release: ReleaseDetail;
}

/** What it is, where it runs and how that went, what speaks for it, and what is in it. */
export function ReleaseView(props: ReleaseViewProps) {
  const { release } = props;
  return (
    <div className={useStyles().sections}>
      <ReleaseFacts release={release} />
      <RingsSection release={release} />
      <DeploymentsSection deployments={release.deployments} />
      <EvidenceSection release={release} />
      <ModulesSection modules={release.modules} />
      <RestorePointsSection restorePoints={release.restorePoints} />
    </div>
  );
}
