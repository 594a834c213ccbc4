const { isMainThread } = require('worker_threads');

// Preloaded into every service: `plumb` holds the other end of standard input, so even a killed
// `plumb` leaves nothing running. Worker threads preload it too, and their standard input is closed.
if (isMainThread) {
  process.stdin.on('end', () => {
    process.kill(process.pid, 'SIGTERM');
    // A service that is still starting, or waits for another that is gone, may not come to its end by itself.
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 30_000).unref();
  });
  process.stdin.resume();
}
