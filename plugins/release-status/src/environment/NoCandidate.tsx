import { Link } from '@backstage/core-components';
import { formatCount, useOdooQuery } from '@plumbline/plugin-odoo-react';

/** No newer release is known, which is not the same as none while a record cannot be read. */
export function NoCandidate() {
  const releases = useOdooQuery((api, signal) => api.listReleases(signal), {
    key: 'releases',
  });
  const unread = releases.data?.errors.length ?? 0;
  return (
    <>
      none known
      {unread > 0 && (
        <>
          {': '}
          {formatCount(unread, 'release record')} cannot be read, see{' '}
          <Link underline="always" to="/releases">
            Releases
          </Link>
        </>
      )}
      {releases.error && '; whether every release record can be read is not'}
    </>
  );
}
