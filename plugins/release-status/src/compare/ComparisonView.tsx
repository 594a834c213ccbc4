import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Comparison } from '@plumbline/plugin-odoo-common';
import { Badge, Section, formatCount } from '@plumbline/plugin-odoo-react';
import { SCHEMA_BADGES } from '../schemaClass';
import { DifferenceTable } from './DifferenceTable';
import { moduleDifferences } from './moduleDifferences';
import { stepMeaning, stepSuffix } from './stepWords';

const useStyles = makeStyles({ sections: { display: 'grid', gap: 12 } });

const nameOf = ({ name, release }: Comparison['from']) =>
  name === release ? name : `${name} (${release})`;

export interface ComparisonViewProps {
  comparison: Comparison;
}

/** What the step does to the database first: it decides whether one can go back. */
export function ComparisonView(props: ComparisonViewProps) {
  const { from, to, modules, step, configuration } = props.comparison;
  const classes = useStyles();
  const differences = moduleDifferences(modules);
  return (
    <div className={classes.sections}>
      <Section title="The step">
        <Typography variant="body1">
          {`From ${nameOf(from)} to ${nameOf(to)}${stepSuffix(
            props.comparison,
          )}`}
        </Typography>
        <Badge {...SCHEMA_BADGES[step.schemaClass]} />
        <Typography variant="body2">{stepMeaning(props.comparison)}</Typography>
      </Section>
      <Section
        title="Modules"
        aside={`${modules.added.length} added, ${modules.removed.length} removed, ${modules.changed.length} changed, ${modules.same} the same`}
      >
        <DifferenceTable
          label="Modules"
          heads={['Module', from.name, to.name]}
          differences={differences}
          none={`All ${formatCount(modules.same, 'module')} are the same.`}
        />
      </Section>
      <Section
        title="Configuration"
        aside={formatCount(configuration.length, 'difference')}
      >
        <DifferenceTable
          label="Configuration"
          heads={['Field', from.name, to.name]}
          differences={configuration.map(({ path, ...sides }) => ({
            name: path,
            ...sides,
          }))}
          none="No field differs; a release has no configuration of its own."
        />
      </Section>
    </div>
  );
}
