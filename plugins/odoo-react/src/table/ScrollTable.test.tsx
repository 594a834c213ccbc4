import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { ThemeProvider, createTheme } from '@material-ui/core/styles';
import { render, screen } from '@testing-library/react';
import { RowHeader } from './RowHeader';
import { ScrollTable } from './ScrollTable';

const theme = createTheme({
  palette: { background: { default: '#eeeeee', paper: '#ffffff' } },
});

describe('ScrollTable', () => {
  it('gives the column that stays in sight the ground of its row', () => {
    render(
      <ThemeProvider theme={theme}>
        <ScrollTable label="Environments" stickyFirstColumn>
          <TableBody>
            {['first', 'second', 'third'].map(name => (
              <TableRow key={name}>
                <RowHeader>{name}</RowHeader>
                <TableCell>ok</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </ScrollTable>
      </ThemeProvider>,
    );
    const grounds = screen
      .getAllByRole('rowheader')
      .map(cell => getComputedStyle(cell).backgroundColor);
    expect(grounds).toEqual([
      'rgb(238, 238, 238)',
      'rgb(255, 255, 255)',
      'rgb(238, 238, 238)',
    ]);
  });
});
