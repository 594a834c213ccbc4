// Preloaded into every service: `plumb` holds the other end of standard input, so even a killed
// `plumb` leaves nothing running.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
