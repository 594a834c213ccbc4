import {
  Badge,
  ErrorPanel,
  Section,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';

const POLL_MS = 60_000;

const isOf = (version: string, file: string) =>
  file === `releases/${version}.yaml`;

export interface RecordErrorsProps {
  /** Of this release alone. */
  version?: string;
}

/** Release records that have to be mended before anything can be promoted to them; nothing while all can be read. */
export function RecordErrors(props: RecordErrorsProps) {
  const { version } = props;
  const releases = useOdooQuery((api, signal) => api.listReleases(signal), {
    key: 'releases',
    pollMs: POLL_MS,
  });
  const errors = (releases.data?.errors ?? []).filter(
    ({ file }) => version === undefined || isOf(version, file),
  );
  return (
    <>
      {/* A page of one release says itself that it cannot be read. */}
      {releases.error && version === undefined && (
        <ErrorPanel
          title="Whether all release records can be read is not known"
          error={releases.error}
          stillWorks="The matrix tells what runs where without it."
          onRetry={releases.retry}
        />
      )}
      {errors.length > 0 && (
        <Section title="Release records that cannot be read">
          <ul>
            {errors.map(({ file, line, message }) => (
              <li key={`${file} ${line} ${message}`}>
                <Badge shape="octagon" tone="critical" word="not offered" />{' '}
                <code>{line === undefined ? file : `${file}:${line}`}</code>:{' '}
                {message}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
