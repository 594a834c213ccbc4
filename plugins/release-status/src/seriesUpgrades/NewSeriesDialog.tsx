import { useId, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  ProposeSeriesUpgradeInput,
  hasSeriesUpgradeEnded,
} from '@plumbline/plugin-odoo-common';
import {
  FormDialog,
  LineField,
  fieldErrorOf,
  seriesUpgradePath,
  useOdooMutation,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { cloneNameOf, laterSeries } from './laterSeries';

export interface NewSeriesDialogProps {
  environment: string;
  /** The release that it has. */
  current: string;
  onClose: () => void;
}

/** Begins a series upgrade; nothing changes until its first step is proposed. */
export function NewSeriesDialog(props: NewSeriesDialogProps) {
  const { environment, current, onClose } = props;
  const id = useId();
  const navigate = useNavigate();
  const [release, setRelease] = useState('');
  const [named, setNamed] = useState<string>();
  const [reason, setReason] = useState('');
  const releases = useOdooQuery((api, signal) => api.listReleases(signal), {
    key: 'releases',
  });
  const earlier = useOdooQuery(
    (api, signal) => api.listSeriesUpgrades({ environment }, signal),
    { key: environment },
  );
  const offered = laterSeries(releases.data?.items ?? [], current);
  const upgrades = earlier.data?.items ?? [];
  const taken = new Set(upgrades.map(each => each.clone));
  const clone = named ?? (release && cloneNameOf(environment, release, taken));
  const submission = useOdooMutation((api, asked: ProposeSeriesUpgradeInput) =>
    api.beginSeriesUpgrade(asked),
  );
  const errors = submission.status === 'failed' ? submission.fieldErrors : [];
  const existing = upgrades.find(each => !hasSeriesUpgradeEnded(each));
  const submit = async () => {
    const asked = { environment, clone, release, reason: reason.trim() };
    const begun = await submission.submit(asked);
    if (begun) navigate(seriesUpgradePath(begun.id));
  };
  return (
    <FormDialog
      title={`New series for ${environment}`}
      submitLabel="Begin"
      isOpen
      isRunning={submission.status === 'running'}
      canSubmit={Boolean(release && clone && reason.trim()) && !existing}
      error={submission.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Typography variant="body2">
        Nothing is migrated in place: a copy is migrated and looked at, people
        move over to it, and the old one is kept until the new one is accepted.
        Each step is a change that somebody proposes and others approve.
      </Typography>
      {existing && (
        <Typography variant="body1">
          <Link to={seriesUpgradePath(existing.id)} underline="always">
            {`It is on its way to ${existing.release} already`}
          </Link>
        </Typography>
      )}
      <TextField
        id={`${id}-release`}
        label="Release"
        select
        size="small"
        variant="outlined"
        value={release}
        onChange={event => setRelease(event.target.value)}
        error={fieldErrorOf(errors, 'release') !== undefined}
        helperText={
          fieldErrorOf(errors, 'release') ??
          (releases.data && offered.length === 0
            ? 'No release of a later series and the same edition is recorded yet whose spec.upgrade.from names the present one.'
            : 'Of a later series and the same edition, with the scripts that migrate to it.')
        }
      >
        {offered.map(version => (
          <MenuItem key={version} value={version}>
            {version}
          </MenuItem>
        ))}
      </TextField>
      <LineField
        id={`${id}-clone`}
        label="Tenant of the new one"
        helperText="One that nobody has or had: a tenant has one production."
        value={clone}
        onChange={setNamed}
        error={fieldErrorOf(errors, 'clone')}
      />
      <LineField
        id={`${id}-reason`}
        label="Reason"
        helperText="Stays with the series upgrade."
        value={reason}
        onChange={setReason}
        error={fieldErrorOf(errors, 'reason')}
      />
    </FormDialog>
  );
}
