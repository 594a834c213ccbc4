import { Content } from '@backstage/core-components';
import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { useParams } from 'react-router-dom';
import useTitle from 'react-use/esm/useTitle';
import { SIGNAL_CHANNELS } from '@plumbline/plugin-odoo-common';
import {
  QueryPanel,
  releasePath,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { RecordErrors } from '../releases/RecordErrors';
import { ReleaseView } from './ReleaseView';

const POLL_MS = 30_000;

/** `/releases/<version>`: what it is, what speaks for it, where it runs and where it failed. */
export function ReleasePage() {
  const { version = '' } = useParams();
  const release = useOdooQuery(
    (api, signal) => api.getRelease(version, signal),
    { key: version, pollMs: POLL_MS, channel: SIGNAL_CHANNELS.changes },
  );
  useTitle(`Release ${version}`, { restoreOnUnmount: true });
  return (
    <BreadcrumbEntry entry={{ label: version, href: releasePath(version) }}>
      <Content>
        {release.error && <RecordErrors version={version} />}
        <QueryPanel
          query={release}
          what={`The release ${version}`}
          stillWorks="The matrix on Releases shows what runs where."
        >
          {data => <ReleaseView release={data} />}
        </QueryPanel>
      </Content>
    </BreadcrumbEntry>
  );
}
