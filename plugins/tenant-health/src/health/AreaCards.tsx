import { EnvironmentDetail } from '@plumbline/plugin-odoo-common';
import { Section } from '@plumbline/plugin-odoo-react';
import { NotCollected } from './NotCollected';
import { ProbeTable } from './ProbeTable';
import { groupByArea } from './groupByArea';

export interface AreaCardsProps {
  environment: EnvironmentDetail;
}

/** One card an area; what nobody collects is listed, so that it cannot be taken for health. */
export function AreaCards(props: AreaCardsProps) {
  const { environment } = props;
  return (
    <>
      {groupByArea(environment.observations).map(
        ({ area, collected, notCollected }) => (
          <Section
            key={area}
            title={area.charAt(0).toUpperCase() + area.slice(1)}
          >
            {collected.length > 0 && (
              <ProbeTable
                area={area}
                environment={environment}
                observations={collected}
              />
            )}
            {notCollected.length > 0 && (
              <NotCollected observations={notCollected} />
            )}
          </Section>
        ),
      )}
    </>
  );
}
