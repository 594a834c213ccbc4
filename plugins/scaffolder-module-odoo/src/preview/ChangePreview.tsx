import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import useLatest from 'react-use/esm/useLatest';
import { Progress } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ErrorPanel } from '@plumbline/plugin-odoo-react';
import { ProposedKind } from '../proposal/proposalOf';
import { PreviewedChange } from './PreviewedChange';
import { WrongFields } from './WrongFields';
import { Preview, usePreview } from './usePreview';

const useStyles = makeStyles({
  preview: {
    display: 'grid',
    // A long line of the diff scrolls in itself and widens nothing.
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: 16,
    paddingTop: 16,
    minWidth: 0,
  },
});

export type ChangePreviewProps = FieldExtensionComponentProps<
  string,
  { proposes?: ProposedKind }
>;

/** The change as it would be proposed, before anything happens. */
export function ChangePreview(props: ChangePreviewProps) {
  const classes = useStyles();
  // The reason is no part of the content: the preview stands still while it is typed.
  const {
    [props.name]: _own,
    reason: _reason,
    ...parameters
  } = (props.formContext?.formData ?? {}) as Record<string, unknown>;
  const proposes = props.uiSchema['ui:options']?.proposes ?? 'create';
  const { preview, retry } = usePreview({ proposes, formData: parameters });
  const hash = preview.status === 'ready' ? preview.change.contentHash : '';
  useReport(hash, props.onChange);
  return (
    <section className={classes.preview} aria-label="Preview of the change">
      <Typography variant="h6" component="h3">
        Preview
      </Typography>
      <PreviewBody preview={preview} proposes={proposes} onRetry={retry} />
    </section>
  );
}

/**
 * Hands the value to the form within one turn of the browser. The form copies all fields with each
 * change: what is typed while such a copy is on its way would be lost.
 */
function useReport(value: string, onChange: (value: string) => void) {
  const latest = useLatest(onChange);
  useEffect(() => {
    const timer = setTimeout(() => flushSync(() => latest.current(value)));
    return () => clearTimeout(timer);
  }, [latest, value]);
}

interface PreviewBodyProps {
  preview: Preview;
  proposes: ProposedKind;
  onRetry: () => void;
}

function PreviewBody(props: PreviewBodyProps) {
  const { preview, onRetry } = props;
  switch (preview.status) {
    case 'loading':
      return <Progress />;
    case 'ready':
      return <PreviewedChange change={preview.change} />;
    case 'invalid':
      return (
        <WrongFields proposes={props.proposes} errors={preview.fieldErrors} />
      );
    case 'incomplete':
      return <Typography>{preview.message}</Typography>;
    case 'refused':
      return <Typography role="alert">{preview.message}</Typography>;
    default:
      return (
        <ErrorPanel
          title="The preview could not be made"
          error={preview.error}
          stillWorks="Nothing that you entered is lost."
          onRetry={onRetry}
        />
      );
  }
}
