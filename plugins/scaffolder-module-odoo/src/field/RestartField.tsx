import { useEffect } from 'react';
import useLatest from 'react-use/esm/useLatest';
import Typography from '@material-ui/core/Typography';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { formatInZoneAndUtc } from '@plumbline/plugin-odoo-react';
import { useCurrent } from './useCurrent';

/** The moment of the restart: that at which the form was opened, and the same in preview and proposal. */
export function RestartField(props: FieldExtensionComponentProps<string>) {
  const { schema, formData, onChange, formContext } = props;
  const latest = useLatest(onChange);
  useEffect(() => {
    if (!formData) latest.current(new Date().toISOString());
  }, [formData, latest]);
  const current = useCurrent(formContext?.formData?.environment);
  const last = current.value?.restartedAt;
  return (
    <section aria-label={schema.title}>
      <Typography variant="subtitle1" component="h3">
        {schema.title}
      </Typography>
      <Typography variant="body2">
        {schema.description}
        {typeof last === 'string' &&
          ` Last restarted ${formatInZoneAndUtc(last)}.`}
      </Typography>
    </section>
  );
}
