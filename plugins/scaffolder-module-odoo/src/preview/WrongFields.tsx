import Typography from '@material-ui/core/Typography';
import { FieldError, formFieldOf } from '@plumbline/plugin-odoo-common';
import { TITLES } from '../field/titles';

const nameOf = (path: string) => {
  const parameter = formFieldOf(path);
  return parameter ? TITLES[parameter] : path;
};

export interface WrongFieldsProps {
  errors: readonly FieldError[];
}

/** Every wrong field at once, by the name that the form gives it. */
export function WrongFields(props: WrongFieldsProps) {
  return (
    <div role="alert">
      <Typography variant="body2">
        The preview needs these fields corrected first:
      </Typography>
      <ul>
        {props.errors.map(({ path, message, accepted }) => (
          <li key={`${path} ${message}`}>
            <strong>{nameOf(path)}</strong>: {message}. Accepted: {accepted}.
          </li>
        ))}
      </ul>
    </div>
  );
}
