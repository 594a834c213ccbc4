import { useId, useState } from 'react';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { useOdooQuery } from '@plumbline/plugin-odoo-react';
import { newerReleases } from './newerReleases';
import { ProposalDialog } from './ProposalDialog';

export interface PromoteDialogProps {
  /** `<tenant>/<stage>` */
  environment: string;
  /** The release that it has. */
  current: string;
  /** What the backend would give it next. */
  candidate?: string;
  onClose: () => void;
}

/** Another release for one environment; all else of it stays. */
export function PromoteDialog(props: PromoteDialogProps) {
  const { environment, current, candidate, onClose } = props;
  const id = useId();
  const [chosen, setChosen] = useState(candidate ?? '');
  const releases = useOdooQuery((api, signal) => api.listReleases(signal), {
    key: 'releases',
  });
  const newer = newerReleases(releases.data?.items ?? [], current);
  const offered = [...new Set([...(candidate ? [candidate] : []), ...newer])];
  return (
    <ProposalDialog
      title={`Promote ${environment}`}
      submitLabel="Propose the promotion"
      proposal={
        chosen ? { kind: 'promote', environment, release: chosen } : undefined
      }
      onClose={onClose}
    >
      <Typography variant="body2">
        {`${environment} has ${current}. A promotion changes its release and nothing else.`}
      </Typography>
      <TextField
        id={`${id}-release`}
        label="Release"
        select
        size="small"
        variant="outlined"
        value={chosen}
        onChange={event => setChosen(event.target.value)}
        helperText={
          releases.error
            ? 'The releases could not be loaded; offered is the newest that is known.'
            : 'Newer ones of its series and edition.'
        }
      >
        {offered.map(version => (
          <MenuItem key={version} value={version}>
            {version}
          </MenuItem>
        ))}
      </TextField>
    </ProposalDialog>
  );
}
