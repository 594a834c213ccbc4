import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FileChange } from '@plumbline/plugin-odoo-common';
import { DiffView } from './DiffView';
import { parseUnifiedDiff } from './parseUnifiedDiff';

const diff = `--- a/web.yaml
+++ b/web.yaml
@@ -3,3 +3,4 @@ spec:
 replicas: 3
-image: odoo@sha256:aa
+image: odoo@sha256:bb
+# --- looks like a header
 end: true
@@ -40 +41 @@
-- item
+++ item
\\ No newline at end of file
`;

const file = (change: Partial<FileChange>): FileChange => ({
  path: 'environments/harbour/qa/manifests/web.yaml',
  action: 'modify',
  diff,
  ...change,
});

describe('parseUnifiedDiff', () => {
  it('numbers lines before and after, and is not fooled by content that looks like marks', () => {
    expect(parseUnifiedDiff(diff)).toEqual([
      { kind: 'hunk', text: '@@ -3,3 +3,4 @@ spec:' },
      { kind: 'context', text: 'replicas: 3', oldLine: 3, newLine: 3 },
      { kind: 'removed', text: 'image: odoo@sha256:aa', oldLine: 4 },
      { kind: 'added', text: 'image: odoo@sha256:bb', newLine: 4 },
      { kind: 'added', text: '# --- looks like a header', newLine: 5 },
      { kind: 'context', text: 'end: true', oldLine: 5, newLine: 6 },
      { kind: 'hunk', text: '@@ -40 +41 @@' },
      { kind: 'removed', text: '- item', oldLine: 40 },
      { kind: 'added', text: '++ item', newLine: 41 },
    ]);
  });
});

describe('DiffView', () => {
  it('says in words what was added and removed', () => {
    render(<DiffView files={[file({})]} />);
    expect(screen.getByText(/modified, \+3 -2/)).toBeVisible();
    const rows = within(
      screen.getByRole('table', { name: /Diff of .*web.yaml/ }),
    ).getAllByRole('row');
    expect(rows[2]).toHaveTextContent('removed: image: odoo@sha256:aa');
    expect(rows[3]).toHaveTextContent('added: image: odoo@sha256:bb');
    expect(rows[1]).not.toHaveTextContent(/added|removed/);
  });

  it('bounds a large diff until all of it is asked for', async () => {
    const lines = Array.from({ length: 1000 }, (_, index) => `+line ${index}`);
    const large = ['@@ -0,0 +1,1000 @@', ...lines].join('\n');
    render(<DiffView files={[file({ action: 'add', diff: large })]} />);
    expect(screen.queryByText('line 999')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 1001 lines' }),
    );
    expect(screen.getByText('line 999')).toBeVisible();
    expect(screen.getAllByRole('row')).toHaveLength(1001);
  });

  it('folds the files of a change that has many, and opens one on demand', async () => {
    const files = ['a', 'b', 'c', 'd', 'e', 'f'].map(path => file({ path }));
    render(<DiffView files={files} />);
    expect(screen.queryAllByRole('table')).toHaveLength(0);
    await userEvent.click(screen.getByText('c'));
    expect(await screen.findByRole('table')).toHaveAccessibleName('Diff of c');
  });
});
