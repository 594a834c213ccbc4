import Button from '@material-ui/core/Button';
import { useOdooQuery } from '@plumbline/plugin-odoo-react';
import { causeInWords } from '../incidents';
import { FleetUrlState } from './fleetUrl';

export interface IncidentFilterProps {
  url: FleetUrlState;
}

/** The one filter that is chosen elsewhere: said in words, and taken away here. */
export function IncidentFilter(props: IncidentFilterProps) {
  const id = props.url.valueOf('incident');
  return id === '' ? null : <ChosenIncident id={id} {...props} />;
}

function ChosenIncident(props: IncidentFilterProps & { id: string }) {
  const { id, url } = props;
  const incidents = useOdooQuery(
    (api, signal) => api.listIncidents({}, signal),
    {
      key: 'incidents',
    },
  );
  const found = incidents.data?.items.find(incident => incident.id === id);
  const isOver = incidents.status === 'ready' && !incidents.error && !found;
  const gone = isOver ? 'over by now' : id;
  return (
    <Button
      size="small"
      variant="outlined"
      aria-label={`Show more than the incident: ${
        found ? causeInWords(found.cause) : gone
      }`}
      onClick={() => url.setParameter('incident', '')}
    >
      {`Incident: ${found ? causeInWords(found.cause) : gone} ×`}
    </Button>
  );
}
