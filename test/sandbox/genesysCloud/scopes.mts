import { ApiError } from './errors.mts';
import { ok, reading, type Call, type Operation } from './world.mts';

/** Areas that have a scope and its :readonly twin. */
const AREAS = [
	...['ai-studio', 'alerting', 'analytics', 'architect', 'assistants', 'authorization', 'billing'],
	...['business-rules', 'case-management', 'coaching', 'content-management', 'conversations'],
	...['data-privacy', 'devices', 'dialog', 'employee-engagement', 'employee-performance'],
	...['external-contacts', 'fax', 'gamification', 'gdpr', 'geolocation', 'greetings', 'groups'],
	...['identity-providers', 'infrastructureascode', 'integrations', 'journey', 'knowledge'],
	...['language-understanding', 'learning', 'license', 'locations', 'logcapture', 'messaging'],
	...['messaging-platform', 'oauth', 'organization', 'organization-authorization', 'outbound'],
	...['presence', 'process-automation', 'quality', 'recordings', 'response-management', 'routing'],
	...['scim', 'screen-monitoring', 'scripts', 'social-media', 'speech-and-text-analytics'],
	...['stations', 'telephony', 'textbots', 'usage', 'user-recordings', 'users', 'users-rules'],
	...['voicemail', 'web-chat', 'webdeployments', 'widgets', 'workforce-management', 'workitems'],
];
const PLAIN_ONLY = ['all', 'data-extensions', 'notifications', 'upload', 'user-basic-info'];
const READ_ONLY = ['audits:readonly', 'search:readonly'];
const PATH = '/api/v2/oauth/scopes';

const ALL_SCOPES: readonly string[] = [
	...AREAS.flatMap((area) => [area, `${area}:readonly`]),
	...PLAIN_ONLY,
	...READ_ONLY,
].sort();
const KNOWN = new Set(ALL_SCOPES);

/** Whether a string is the ID of a scope. */
export function isKnownScope(id: string): boolean {
	return KNOWN.has(id);
}

function view(id: string): object {
	const [area = id, readonly] = id.split(':');
	const words = area.replaceAll('-', ' ');
	return {
		id,
		description: readonly ? `View ${words}` : `View and change ${words}`,
		selfUri: `${PATH}/${id}`,
	};
}

function list({ world }: Call) {
	const listed = world.behaviour.readonlyScopesListed
		? ALL_SCOPES
		: ALL_SCOPES.filter((id) => !id.endsWith(':readonly'));
	return ok({ total: listed.length, entities: listed.map(view), selfUri: PATH });
}

/** Scopes (Genesys Cloud API description: OAuthScopeListing). */
export const scopeOperations: Operation[] = [
	{ method: 'GET', path: PATH, scopes: reading('oauth'), handle: list },
	{
		method: 'GET',
		path: `${PATH}/:scopeId`,
		scopes: reading('oauth'),
		handle({ params }) {
			const id = params.scopeId ?? '';
			if (!isKnownScope(id)) throw new ApiError('not.found');
			return ok(view(id));
		},
	},
];
