import { makeStyles } from '@material-ui/core/styles';
import { formatCount } from '@plumbline/plugin-odoo-react';

const useStyles = makeStyles(theme => ({
  summary: { ...theme.typography.caption, cursor: 'pointer' },
  list: {
    ...theme.typography.caption,
    margin: '4px 0 0',
    paddingLeft: 16,
    overflowWrap: 'anywhere',
  },
}));

export interface DriftFieldsProps {
  fields: readonly string[];
}

/** Which fields, objects or files differ; there can be many, so they open on demand. */
export function DriftFields(props: DriftFieldsProps) {
  const { fields } = props;
  const classes = useStyles();
  if (fields.length === 0) return null;
  return (
    <details>
      <summary className={classes.summary}>
        {formatCount(fields.length, 'field')}
      </summary>
      <ul className={classes.list}>
        {fields.map(field => (
          <li key={field}>{field}</li>
        ))}
      </ul>
    </details>
  );
}
