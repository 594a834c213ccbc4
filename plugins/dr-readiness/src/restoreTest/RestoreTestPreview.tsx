import Typography from '@material-ui/core/Typography';
import { Change } from '@plumbline/plugin-odoo-common';
import { DiffView, GateList } from '@plumbline/plugin-odoo-react';

export interface RestoreTestPreviewProps {
  change: Change;
}

/** What holds it and what it would commit. */
export function RestoreTestPreview(props: RestoreTestPreviewProps) {
  const { gates, files } = props.change;
  return (
    <section aria-label="Preview">
      <Typography variant="subtitle2" component="h3">
        Gates
      </Typography>
      <GateList gates={gates} />
      <Typography variant="subtitle2" component="h3">
        Files
      </Typography>
      <DiffView files={files} />
    </section>
  );
}
