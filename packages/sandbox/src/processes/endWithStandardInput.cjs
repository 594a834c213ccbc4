// Preloaded into processes that the sandbox starts: it holds the other end of standard input, so a
// killed sandbox leaves none of them running. The wait for it keeps no process alive by itself.
process.stdin.on('close', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
process.stdin.unref();
