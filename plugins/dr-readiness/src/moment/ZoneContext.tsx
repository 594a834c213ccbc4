import { ReactNode, createContext, useContext } from 'react';
import { useOdooQuery } from '@plumbline/plugin-odoo-react';

const ZoneContext = createContext<string | undefined>(undefined);

export interface RegionZoneProps {
  region: string;
  children: ReactNode;
}

/** Below it, times are told in the zone of the region and in UTC; in UTC alone while that zone is not known. */
export function RegionZone(props: RegionZoneProps) {
  const choices = useOdooQuery((api, signal) => api.getChoices(signal), {
    key: 'choices',
  }).data;
  const region = choices?.regions.find(({ name }) => name === props.region);
  return (
    <ZoneContext.Provider value={region?.timeZone}>
      {props.children}
    </ZoneContext.Provider>
  );
}

/** The zone of the region in which the environment runs. */
export const useZone = () => useContext(ZoneContext);
