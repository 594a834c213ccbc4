import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { DEPLOYMENT_OUTCOMES, Matrix } from '@plumbline/plugin-odoo-common';
import { ListFilters, OneOfFilter } from '@plumbline/plugin-odoo-react';
import { MatrixUrlState } from './matrixUrl';

const ONLY = [
  { name: 'drift', label: 'With drift' },
  { name: 'pending', label: 'With a change on its way' },
] as const;

export interface MatrixFiltersProps {
  url: MatrixUrlState;
  /** For suggestions; every filter works by typing without. */
  matrix?: Pick<Matrix, 'rings' | 'releases'>;
}

/** Each keeps the tenants that have such an environment. */
export function MatrixFilters(props: MatrixFiltersProps) {
  const { url, matrix } = props;
  return (
    <ListFilters
      id="releases"
      url={url}
      names={[
        {
          name: 'ring',
          label: 'Ring',
          suggestions: matrix?.rings.map(({ name }) => name) ?? [],
        },
        {
          name: 'version',
          label: 'Release',
          suggestions: matrix?.releases.map(({ version }) => version) ?? [],
        },
      ]}
      choices={[]}
    >
      <OneOfFilter
        id="releases-outcome"
        label="Outcome"
        options={DEPLOYMENT_OUTCOMES}
        value={url.valueOf('outcome')}
        onChange={value => url.setParameter('outcome', value)}
      />
      {ONLY.map(({ name, label }) => (
        <FormControlLabel
          key={name}
          label={label}
          control={
            <Checkbox
              size="small"
              checked={url.valueOf(name) !== ''}
              onChange={event =>
                url.setParameter(name, event.target.checked ? 'any' : '')
              }
            />
          }
        />
      ))}
    </ListFilters>
  );
}
