import { spawnSync } from 'node:child_process';
import { FreshApp } from './FreshApp';

// The compiler reads our sources and those of Backstage.
jest.setTimeout(300_000);

it('an app that is not ours compiles with our packages in it', () => {
  const app = new FreshApp();
  try {
    const { status, stdout } = spawnSync(
      process.execPath,
      [require.resolve('typescript/bin/tsc'), '--project', app.root],
      { encoding: 'utf8' },
    );
    expect(stdout).toBe('');
    expect(status).toBe(0);
  } finally {
    app.remove();
  }
});
