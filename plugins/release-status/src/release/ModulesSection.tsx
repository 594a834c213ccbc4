import { useState } from 'react';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { ReleaseDetail } from '@plumbline/plugin-odoo-common';
import {
  RowHeader,
  ScrollTable,
  Section,
  formatCount,
} from '@plumbline/plugin-odoo-react';

/** There can be 2,000: more than these are found by typing. */
const SHOWN = 100;

export interface ModulesSectionProps {
  modules: ReleaseDetail['modules'];
}

/** Every module of the image with its version, filtered by name or by what it needs. */
export function ModulesSection(props: ModulesSectionProps) {
  const { modules } = props;
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const found = modules.filter(({ name, depends = [] }) =>
    [name, ...depends].some(word => word.toLowerCase().includes(wanted)),
  );
  const shown = found.slice(0, SHOWN);
  return (
    <Section title="Modules" aside={formatCount(modules.length, 'module')}>
      <TextField
        id="release-modules"
        label="Module, or what it needs"
        size="small"
        variant="outlined"
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <Typography variant="body2" role="status">
        {found.length > SHOWN
          ? `${SHOWN} of ${found.length} shown: type to narrow them down.`
          : `${found.length} of ${formatCount(modules.length, 'module')}`}
      </Typography>
      {shown.length > 0 && (
        <ScrollTable label="Modules" minWidth={480} stickyFirstColumn>
          <TableHead>
            <TableRow>
              <TableCell>Module</TableCell>
              <TableCell>Version</TableCell>
              <TableCell>Needs</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {shown.map(({ name, version, depends }) => (
              <TableRow key={name} hover>
                <RowHeader>{name}</RowHeader>
                <TableCell>{version}</TableCell>
                <TableCell>
                  {depends ? depends.join(', ') || 'nothing' : 'not recorded'}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </ScrollTable>
      )}
    </Section>
  );
}
