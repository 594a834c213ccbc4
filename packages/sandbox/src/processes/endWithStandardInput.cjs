const { isMainThread } = require('node:worker_threads');

// Preloaded into processes that the sandbox starts: it holds the other end of standard input, so a
// killed sandbox leaves none of them running. The wait for it keeps no process alive by itself.
// Worker threads preload it too, and their standard input is closed.
if (isMainThread) {
  process.stdin.on('close', () => process.kill(process.pid, 'SIGTERM'));
  process.stdin.resume();
  process.stdin.unref();
}
