import { binFolder } from './paths.mts';
import { delimiter } from 'node:path';

/** What one n8n runs with. */
export interface N8nSettings {
	/** The folder that holds n8n's own folder `.n8n`: database, settings, installed packages. */
	userFolder: string;
	/** Port of editor, REST API and webhooks. */
	port: number;
	/** Port of the broker of n8n's task runners; it must differ between two n8n on one machine. */
	brokerPort: number;
	/** Further variables; they win over all others. */
	env?: NodeJS.ProcessEnv;
}

/** Beginnings of variables that would change what n8n does, were they taken over from our caller. */
const foreign = /^(N8N_|DB_|QUEUE_|EXECUTIONS_|CREDENTIALS_|WEBHOOK_|NODES_|NODE_|JEST_|SWC_|npm_)/;

/**
 * The environment of an n8n that keeps to this machine: it listens on 127.0.0.1 only and asks no
 * server on the internet for news, templates, licences or packages.
 */
export function n8nEnvironment(settings: N8nSettings): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
	return {
		...Object.fromEntries(inherited),
		PATH: `${binFolder}${delimiter}${process.env.PATH ?? ''}`,
		N8N_USER_FOLDER: settings.userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(settings.port),
		N8N_RUNNERS_BROKER_PORT: String(settings.brokerPort),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${settings.port}`,
		WEBHOOK_URL: `http://127.0.0.1:${settings.port}/`,
		// Plain HTTP on the loopback interface: a cookie for HTTPS only would never come back.
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_LOG_OUTPUT: 'console',
		...settings.env,
	};
}
