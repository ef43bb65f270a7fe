/** The error body of the REST API (jira.js: ErrorCollection). */
export interface ErrorBody {
	errorMessages: string[];
	errors: Record<string, string>;
}

/** The error body of the gateway that OAuth 2.0 apps call. */
export interface GatewayErrorBody {
	code: number;
	message: string;
}

/** An answer with an error body. */
export class JiraError extends Error {
	readonly status: number;
	readonly body: ErrorBody | GatewayErrorBody;
	readonly headers: Record<string, string>;

	constructor(
		status: number,
		body: ErrorBody | GatewayErrorBody,
		headers: Record<string, string> = {},
	) {
		super('message' in body ? body.message : JSON.stringify(body));
		this.name = 'JiraError';
		this.status = status;
		this.body = body;
		this.headers = headers;
	}
}

/** An error of the request as a whole. */
export function refused(status: number, ...errorMessages: string[]): JiraError {
	return new JiraError(status, { errorMessages, errors: {} });
}

/** Errors of fields, 400. */
export function refusedFields(errors: Record<string, string>): JiraError {
	return new JiraError(400, { errorMessages: [], errors });
}

/** An error of the gateway. */
export function refusedAtGateway(status: number, message: string): JiraError {
	return new JiraError(status, { code: status, message });
}

/** The error a status usually has. */
export function usualError(status: number): JiraError {
	const texts: Record<number, string> = {
		400: 'There was an error parsing JSON. Check that your request body is valid.',
		401: 'Client must be authenticated to access this resource.',
		403: 'You do not have permission to perform this operation.',
		404: 'The requested resource was not found.',
		413: 'Request body is too large.',
		415: 'Unsupported Media Type',
		429: 'Rate limit exceeded.',
		503: 'Service Unavailable',
	};
	return refused(status, texts[status] ?? 'Internal server error');
}
