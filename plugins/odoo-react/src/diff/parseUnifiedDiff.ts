export interface DiffLine {
  kind: 'added' | 'removed' | 'context' | 'hunk';
  /** Without the leading mark. */
  text: string;
  /** Line number before, from 1. */
  oldLine?: number;
  /** Line number after, from 1. */
  newLine?: number;
}

const HUNK = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/**
 * Reads the unified diff of one file (POSIX `diff -u`, as Git writes it). What stands before the
 * first hunk names the file, which the reader knows already, and is left out.
 */
export function parseUnifiedDiff(diff: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let position: { oldLine: number; newLine: number } | undefined;
  for (const line of diff.replace(/\n$/, '').split('\n')) {
    const hunk = HUNK.exec(line);
    if (hunk) {
      position = { oldLine: Number(hunk[1]), newLine: Number(hunk[2]) };
      lines.push({ kind: 'hunk', text: line });
    } else if (position && !line.startsWith('\\')) {
      const text = line.slice(1);
      if (line.startsWith('+')) {
        lines.push({ kind: 'added', text, newLine: position.newLine++ });
      } else if (line.startsWith('-')) {
        lines.push({ kind: 'removed', text, oldLine: position.oldLine++ });
      } else {
        lines.push({
          kind: 'context',
          text,
          oldLine: position.oldLine++,
          newLine: position.newLine++,
        });
      }
    }
  }
  return lines;
}
