import type { StatusFault } from '../core/faultActions.mts';

/** What is wrong with one member of a request body, as class-validator says it. */
export interface InvalidMember {
	/** Texts by the name of the rule; missing where only members of the member are wrong. */
	constraints?: Record<string, string>;
	children: InvalidMember[];
}

/**
 * Statuses, codes and messages. Codes are numbers in strings; only those of a missing team member, a
 * missing invite and a missing permission are known, the others just have their form.
 */
const ERRORS = {
	invalid: [400, '1000', 'Bad Request'],
	notJson: [400, '1001', 'Request body is not valid JSON.'],
	badCursor: [400, '1002', 'Invalid page cursor.'],
	wrongLogin: [401, '2000', 'Invalid email or password.'],
	noSession: [401, '2001', 'Unauthorized'],
	locked: [403, '2002', 'Account is locked after too many failed login attempts.'],
	ssoOnly: [403, '2003', 'Sign in with your identity provider.'],
	forbidden: [403, '3000', 'You do not have permission to perform this action.'],
	notOwner: [403, '3001', 'Only the owner can delete this project.'],
	unknownRoute: [404, '4000', 'Not Found'],
	organizationNotFound: [404, '4001', 'Unable to find organization.'],
	teamNotFound: [404, '4002', 'Unable to find team.'],
	projectNotFound: [404, '4003', 'Unable to find project.'],
	integrationNotFound: [404, '4004', 'Unable to find integration.'],
	credentialNotFound: [404, '4005', 'Unable to find credential.'],
	secretNotFound: [404, '4006', 'Unable to find environment secret.'],
	workflowNotFound: [404, '4009', 'Unable to find workflow.'],
	deploymentNotFound: [404, '4010', 'Unable to find deployment.'],
	destinationNotFound: [404, '4011', 'Unable to find event destination.'],
	keyNotFound: [404, '4007', 'Unable to find SDK key.'],
	cliKeyNotFound: [404, '4008', 'Unable to find CLI key.'],
	providerMismatch: [400, '5000', 'Provider does not match the integration.'],
	notOAuth: [400, '5001', 'Integration does not support OAuth app credentials.'],
	wrongScheme: [400, '5002', 'Only oauth_app credentials are supported.'],
	scopesMissing: [400, '5003', 'Scopes are required for this integration.'],
	scopesUnexpected: [400, '5004', 'Scopes of a custom integration are set in its builder.'],
	notDeployable: [400, '5005', 'Workflow cannot be deployed.'],
	notPermitted: [403, '7210', 'Insufficient permission.'],
	notConnected: [404, '7300', 'Integration not enabled for user.'],
	connectCredentialNotFound: [404, '7301', 'Unable to find connect credential.'],
	proxyTarget: [400, '7302', 'A path or the header X-Paragon-Proxy-Url is required.'],
	providerUnreachable: [502, '7303', 'The integration did not answer.'],
	providerRefused: [400, '7304', 'The integration refused the request.'],
	toolNotFound: [404, '7400', 'Unable to find tool.'],
	wrongParameters: [400, '7401', 'Invalid parameters.'],
	triggerNotFound: [404, '7500', 'Unable to find trigger.'],
	subscriptionNotFound: [404, '7501', 'Unable to find trigger subscription.'],
	scopeMissing: [400, '7502', 'A scope is missing.'],
	duplicateSecret: [409, '6000', 'An environment secret with this key already exists.'],
	tooLarge: [413, '9000', 'Request entity too large'],
	tooManyRequests: [429, '9001', 'Too Many Requests'],
	server: [500, '9002', 'Internal server error'],
	unavailable: [503, '9003', 'Service Unavailable'],
	memberNotFound: [403, '13200', 'Unable to find team member.'],
	inviteNotFound: [403, '13101', 'Unable to find invite.'],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ErrorName = keyof typeof ERRORS;

interface Details {
	meta?: Record<string, unknown>;
	/** In place of the error's usual status or message. */
	status?: number;
	message?: string | InvalidMember[];
}

/** The error body that is common to all hosts of the vendor. */
interface ErrorBody {
	message: string | InvalidMember[];
	code: string;
	status: number;
	meta: Record<string, unknown>;
}

/** An answer with an error body. */
export class ApiError extends Error {
	readonly body: ErrorBody;

	constructor(name: ErrorName, { meta = {}, status, message }: Details = {}) {
		const [usualStatus, code, text] = ERRORS[name];
		super(text);
		this.name = 'ApiError';
		this.body = { message: message ?? text, code, status: status ?? usualStatus, meta };
	}
}

function texts(members: readonly InvalidMember[]): string[] {
	return members.flatMap(({ constraints, children }) => [
		...Object.values(constraints ?? {}),
		...texts(children),
	]);
}

/** The error as plain text. */
export function errorText({ message }: ErrorBody): string {
	return typeof message === 'string' ? message : texts(message).join(', ');
}

/** The error a status usually has. */
export function usualError({ status }: StatusFault): ApiError {
	const usual: Record<number, ErrorName> = {
		400: 'invalid',
		401: 'noSession',
		403: 'forbidden',
		404: 'unknownRoute',
		413: 'tooLarge',
		429: 'tooManyRequests',
		503: 'unavailable',
	};
	return new ApiError(usual[status] ?? 'server', { status });
}
