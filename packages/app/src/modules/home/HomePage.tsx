import { Content } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  MyChanges,
  WaitingForApproval,
} from '@plumbline/plugin-change-control/home';
import { Section } from '@plumbline/plugin-odoo-react';
import {
  FleetAtAGlance,
  IncidentsByCause,
  MyEnvironments,
  NextEvents,
} from '@plumbline/plugin-tenant-health/home';

const useStyles = makeStyles(theme => ({
  parts: {
    display: 'grid',
    gap: 12,
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  whole: { gridColumn: '1 / -1' },
}));

/** `/`: how the fleet is, what is wrong by cause, what waits for the person who looks, and what the business waits for. */
export function HomePage() {
  const classes = useStyles();
  return (
    <Content>
      <div className={classes.parts}>
        <div className={classes.whole}>
          <Section title="Fleet">
            <FleetAtAGlance />
          </Section>
        </div>
        <div className={classes.whole}>
          <Section title="Incidents by cause">
            <IncidentsByCause />
          </Section>
        </div>
        <Section title="Waiting for my approval">
          <WaitingForApproval />
        </Section>
        <Section title="My changes">
          <MyChanges />
        </Section>
        <div className={classes.whole}>
          <Section title="Next business events">
            <NextEvents />
          </Section>
        </div>
        <div className={classes.whole}>
          <Section title="My environments">
            <MyEnvironments />
          </Section>
        </div>
      </div>
    </Content>
  );
}
