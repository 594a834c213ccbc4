const { isMainThread } = require('worker_threads');

// Preloaded into every service: `plumb` holds the other end of standard input, so even a killed
// `plumb` leaves nothing running. Worker threads preload it too, and their standard input is closed.
if (isMainThread) {
  process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
  process.stdin.resume();
}
