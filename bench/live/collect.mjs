// Loaded before the server that is measured: collects garbage at a signal, so that memory is what is held.
process.on('SIGUSR2', () => globalThis.gc());
