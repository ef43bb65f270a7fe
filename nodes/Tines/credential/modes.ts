/** The kinds of credential that Tines has, by its names. */
export const MODES = [
	{ name: 'AWS', value: 'AWS' },
	{ name: 'HTTP Request', value: 'HTTP_REQUEST_AGENT', description: 'A token got by one request' },
	{ name: 'JWT', value: 'JWT' },
	{ name: 'Multi Request', value: 'MULTI_REQUEST', description: 'A token got by two requests' },
	{ name: 'Mutual TLS', value: 'MTLS' },
	{ name: 'OAuth 2.0', value: 'OAUTH' },
	{ name: 'Text', value: 'TEXT' },
];

export type Mode =
	| 'AWS'
	| 'HTTP_REQUEST_AGENT'
	| 'JWT'
	| 'MTLS'
	| 'MULTI_REQUEST'
	| 'OAUTH'
	| 'TEXT';

/** The modes whose tokens Tines keeps for a time that it forgets when an update does not give it. */
export const WITH_TOKEN_TTL: readonly Mode[] = ['HTTP_REQUEST_AGENT', 'MULTI_REQUEST'];
