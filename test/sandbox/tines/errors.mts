import type { Behaviour } from './behaviour.mts';

/** One thing that is wrong with a request. */
export interface Problem {
	/** The member it is about; `base` for the whole. */
	field: string;
	text: string;
}

/** Headings of statuses; details say the rest. */
const HEADINGS: Record<number, string> = {
	400: 'Bad request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not found',
	422: 'Unprocessable entity',
	429: 'Too many requests',
	503: 'Service unavailable',
};

/** An answer with an error body. */
export class ApiError extends Error {
	readonly status: number;
	readonly problems: readonly Problem[];

	constructor(status: number, problems: readonly Problem[]) {
		super(problems.map(({ text }) => text).join('; '));
		this.name = 'ApiError';
		this.status = status;
		this.problems = problems;
	}
}

/** 404: there is no such thing, or this key may not see it; the two look the same. */
export function notFound(kind = 'Resource'): ApiError {
	return new ApiError(404, [{ field: 'base', text: `${kind} not found` }]);
}

/** 422 about one member. */
export function invalid(field: string, text: string): ApiError {
	return new ApiError(422, [{ field, text: `${field} ${text}` }]);
}

/** The error a status usually has. */
export function usualError(status: number): ApiError {
	const text = HEADINGS[status] ?? (status < 500 ? 'Request refused' : 'Internal server error');
	return new ApiError(status, [{ field: 'base', text }]);
}

/** Body of an answer in the wanted style; a string is sent as plain text, undefined as nothing. */
export function errorBody(error: ApiError, style: Behaviour['errorStyle']): unknown {
	const { status, problems, message } = error;
	const objects = problems.map(({ text }) => ({
		message: HEADINGS[status] ?? 'Error',
		details: text,
	}));
	switch (style) {
		case 'mixed':
			return status === 401 || status === 429 ? { error: message } : { errors: objects };
		case 'objects':
			return { errors: objects };
		case 'array':
			return objects;
		case 'strings':
			return { errors: problems.map(({ text }) => text) };
		case 'string':
			return { errors: message };
		case 'fields':
			return { errors: byField(problems) };
		case 'error':
			return { error: message };
		case 'message':
			return { message };
		case 'text':
			return message;
		case 'empty':
			return undefined;
	}
}

function byField(problems: readonly Problem[]): Record<string, string[]> {
	const fields: Record<string, string[]> = {};
	for (const { field, text } of problems) (fields[field] ??= []).push(text);
	return fields;
}
