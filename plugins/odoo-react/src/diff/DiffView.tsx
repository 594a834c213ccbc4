import Typography from '@material-ui/core/Typography';
import { FileChange } from '@plumbline/plugin-odoo-common';
import { DiffFile } from './DiffFile';

/** With more files than this, each starts folded so that the list of files can be seen. */
const OPEN_UP_TO = 5;

export interface DiffViewProps {
  files: readonly FileChange[];
}

/** What a change does to the repository, file by file. */
export function DiffView(props: DiffViewProps) {
  const { files } = props;
  if (files.length === 0) {
    return <Typography variant="body2">No file changes.</Typography>;
  }
  return (
    <section aria-label={`Diff, ${files.length} files`}>
      {files.map(file => (
        <DiffFile
          key={file.path}
          file={file}
          defaultOpen={files.length <= OPEN_UP_TO}
        />
      ))}
    </section>
  );
}
