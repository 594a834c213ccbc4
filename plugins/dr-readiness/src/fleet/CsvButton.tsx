import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { RecoveryQuery } from '@plumbline/plugin-odoo-common';
import { errorText, useOdooMutation } from '@plumbline/plugin-odoo-react';
import { saveFile } from './saveFile';

export interface CsvButtonProps {
  query: RecoveryQuery;
}

/** All rows that the filters let through, not only this page. */
export function CsvButton(props: CsvButtonProps) {
  const { limit, cursor, ...filters } = props.query;
  const download = useOdooMutation(async api => {
    const day = new Date().toISOString().slice(0, 10);
    saveFile(await api.getRecoveryCsv(filters), `recovery-${day}.csv`);
  });
  return (
    <>
      <Button
        size="small"
        disabled={download.status === 'running'}
        onClick={() => download.submit()}
      >
        CSV
      </Button>
      {download.status === 'failed' && (
        <Typography variant="caption" role="alert">
          {`The CSV could not be loaded: ${errorText(download.error)}`}
        </Typography>
      )}
    </>
  );
}
