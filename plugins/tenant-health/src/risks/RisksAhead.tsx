import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  EnvironmentRef,
  RISK_TITLES,
  Risk,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { Badge, Section } from '@plumbline/plugin-odoo-react';
import { formPath } from '../dayTwo';
import { DueTime } from './DueTime';
import { presentSeverity } from './presentSeverity';

const ENTITY_REF = /^[a-z]+:[^/]+\/.+$/i;

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 },
});

export interface RisksAheadProps {
  environment: EnvironmentRef;
  /** The nearest first. */
  risks: readonly Risk[];
}

/** What is fine now and will not be; it is no part of the verdict. */
export function RisksAhead(props: RisksAheadProps) {
  const { environment, risks } = props;
  const classes = useStyles();
  if (risks.length === 0) return null;
  return (
    <Section title="Risk ahead">
      <ul className={classes.list}>
        {risks.map(risk => (
          <li key={`${risk.kind} ${risk.due} ${risk.summary}`}>
            <Badge {...presentSeverity(risk)} />
            {` ${RISK_TITLES[risk.kind]}, `}
            <DueTime due={risk.due} />
            {`: ${risk.summary}`}
            <Typography variant="body2">
              {'To do: '}
              <Action environment={environment} action={risk.action} />
              {'. By: '}
              {ENTITY_REF.test(risk.owner) ? (
                <EntityRefLink entityRef={risk.owner} hideIcon />
              ) : (
                risk.owner
              )}
            </Typography>
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface ActionProps {
  environment: EnvironmentRef;
  action: Risk['action'];
}

/** A link to the form of the change that removes it, where one can. */
function Action(props: ActionProps) {
  const { environment, action } = props;
  if (!action.template) return <>{action.title}</>;
  return (
    <Link to={formPath(action.template, formatEnvironmentRef(environment))}>
      {action.title}
    </Link>
  );
}
