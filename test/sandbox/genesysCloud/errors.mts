import type { StatusFault } from '../core/faultActions.mts';

/** Statuses and messages by code (Genesys Cloud API description: x-inin-error-codes). */
const CODES = {
	'bad.request': [
		400,
		'The request could not be understood by the server due to malformed syntax.',
	],
	'invalid.value': [400, 'Value [%s] is not valid for field type [%s]. Allowable values are: %s'],
	'invalid.property': [400, 'Value [%s] is not a valid property for object [%s]'],
	'invalid.date': [
		400,
		'Dates must be specified as ISO-8601 strings. For example: yyyy-MM-ddTHH:mm:ss.SSSZ',
	],
	'invalid.query.param.value': [
		400,
		'Value [%s] is not valid for parameter [%s]. Allowable values are: %s',
	],
	'constraint.validation': [400, '%s'],
	'bad.client.role': [400, 'Client role is invalid.'],
	'bad.client.state': [400, 'New clients can only have an active state'],
	'bad.grant.type': [400, 'Invalid grant type.'],
	'grant.type.required': [400, 'Grant type is required.'],
	'auth.invalid.scope': [400, 'Client has invalid scope'],
	'missing.client.scope': [400, 'Client scope is missing.'],
	'missing.client.roles': [400, 'Client roles and divisions are missing.'],
	'auth.too.many.clients': [400, 'Too many clients exist in this organization.'],
	'cannot.delete.client': [400, 'Clients must be marked as inactive to be eligible for deletion.'],
	'not.a.user': [
		400,
		'This request requires a user context. Client credentials cannot be used for requests to this resource.',
	],
	'max.role.ids': [400, 'Only 100 roles can be requested at a time.'],
	'both.after.and.before.provided': [400, 'Only one of after and before can be provided.'],
	'division.name.invalid': [400, 'The requested division name is invalid.'],
	'bad.role.divisions': [400, 'A role or division is invalid.'],
	'authentication.required': [
		401,
		'No authentication bearer token specified in authorization header.',
	],
	'bad.credentials': [401, 'Invalid login credentials.'],
	'missing.permissions': [
		403,
		'Unable to perform the requested action. You are missing the following permission(s): %s',
	],
	'missing.any.permissions': [
		403,
		'Unable to perform the requested action. You must have at least one of the following permissions assigned: %s',
	],
	'not.authorized': [403, 'You are not authorized to perform the requested action.'],
	'app.not.authorized.for.scope': [403, 'App not authorized to use scope %s'],
	'not.found': [404, 'The requested resource was not found.'],
	'client.not.found': [404, 'Client was not found.'],
	'general.resource.not.found': [404, 'The requested userID could not be found.'],
	'client.timeout': [
		408,
		'The client did not produce a request within the server timeout limit. This can be caused by a slow network connection and/or large payloads.',
	],
	'request.conflict': [409, 'The request conflicts with the current state of the target resource.'],
	'resource.already.exists': [409, 'A resource with that name already exists.'],
	'request.entity.too.large': [413, 'The request is over the size limit. Maximum bytes: %s'],
	'unsupported.media.type': [
		415,
		'Unsupported Media Type - Unsupported or incorrect media type, such as an incorrect Content-Type value in the header.',
	],
	'too.many.requests': [429, 'Rate limit exceeded the maximum [%s] requests within [%s] seconds'],
	'too.many.requests.retry.after': [
		429,
		'Rate limit exceeded the maximum. Retry the request in [%s] seconds',
	],
	'internal.server.error': [
		500,
		'The server encountered an unexpected condition which prevented it from fulfilling the request.',
	],
	'service.unavailable': [
		503,
		'Service Unavailable - The server is currently unavailable (because it is overloaded or down for maintenance).',
	],
	'request.timeout': [504, 'The request timed out.'],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof CODES;

/** An answer with an error body. */
export class ApiError extends Error {
	readonly code: ErrorCode;
	readonly status: number;

	/**
	 * @param values what the code's message is filled with, in order
	 * @param message in place of the code's usual one
	 */
	constructor(code: ErrorCode, values: readonly (string | number)[] = [], message?: string) {
		const [status, template] = CODES[code];
		let next = 0;
		super(message ?? template.replace(/%s/g, () => String(values[next++] ?? '')));
		this.name = 'ApiError';
		this.code = code;
		this.status = status;
	}
}

/** Error body of an answer (Genesys Cloud API description: ErrorBody). */
export function errorBody(error: ApiError, contextId: string): Record<string, unknown> {
	return {
		message: error.message,
		code: error.code,
		status: error.status,
		contextId,
		details: [],
		errors: [],
	};
}

/** The error a status usually has; codes of the common set. */
export function usualError({ status, retryAfter }: StatusFault): ApiError {
	const usual: Record<number, ErrorCode> = {
		400: 'bad.request',
		401: 'bad.credentials',
		403: 'not.authorized',
		404: 'not.found',
		408: 'client.timeout',
		409: 'request.conflict',
		413: 'request.entity.too.large',
		415: 'unsupported.media.type',
		503: 'service.unavailable',
		504: 'request.timeout',
	};
	if (status === 429) {
		return retryAfter === undefined
			? new ApiError('too.many.requests', [300, 60])
			: new ApiError('too.many.requests.retry.after', [retryAfter]);
	}
	return new ApiError(usual[status] ?? 'internal.server.error');
}
