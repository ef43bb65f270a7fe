/**
 * Loaded before n8n's own code (`node --import`): ends n8n when the process that has started it dies
 * without being able to stop it, so that none is left behind.
 */
if (process.channel) {
	process.channel.unref();
	process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
