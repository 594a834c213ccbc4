import Typography from '@material-ui/core/Typography';
import { formatInstant, useClock } from '@plumbline/plugin-odoo-react';
import { PRINT_ONLY } from './PrintStyle';

const MINUTE_MS = 60_000;

export interface PrintTitleProps {
  title: string;
}

/** What the paper is and when it was printed: the ages on it are counted from then. */
export function PrintTitle(props: PrintTitleProps) {
  const now = useClock(time => Math.floor(time / MINUTE_MS) * MINUTE_MS);
  return (
    <Typography variant="h6" component="p" className={PRINT_ONLY}>
      {`${props.title}, printed ${formatInstant(
        new Date(now).toISOString(),
        'UTC',
      )}`}
    </Typography>
  );
}
