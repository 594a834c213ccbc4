import Typography from '@material-ui/core/Typography';
import { FieldError } from '@plumbline/plugin-odoo-common';
import { TITLES } from '../field/titles';
import { ProposedKind, fieldOf } from '../proposal/proposalOf';

const nameOf = (proposes: ProposedKind, path: string) => {
  const parameter = fieldOf(proposes, path);
  return parameter ? TITLES[parameter] : path;
};

export interface WrongFieldsProps {
  proposes: ProposedKind;
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
            <strong>{nameOf(props.proposes, path)}</strong>: {message}.
            Accepted: {accepted}.
          </li>
        ))}
      </ul>
    </div>
  );
}
