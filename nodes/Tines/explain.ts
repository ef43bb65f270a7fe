import type { IDataObject } from 'n8n-workflow';

import type { Refusal } from '../core/errors';
import type { Answer } from '../core/vendor';

interface Explanation {
	message: string;
	help?: string;
}

const EXPLANATIONS: Record<number, Explanation> = {
	400: { message: 'Tines cannot use the request' },
	401: {
		message: 'Tines did not accept the API key',
		help: 'Check Tenant URL and API Key in the credential: the key may have been deleted, have expired, or belong to another tenant.',
	},
	403: {
		message: 'The API key may not do this',
		help: "The key has the rights of its user, or of its team: changing credentials takes the role of an editor or admin in the credential's team.",
	},
	404: {
		message: 'Tines has nothing with this ID, or the API key may not see it',
		help: 'Tines does not tell the two apart. It may have been deleted, or be in a team that the key is not of.',
	},
	422: { message: 'Tines refused the values' },
	429: { message: 'Too many requests to Tines' },
};

/** An answer that says no, in words that help. */
export function explain({ status, body }: Answer): Refusal {
	const known = EXPLANATIONS[status];
	const verb = status >= 500 ? 'answered' : 'refused the request';
	const message = known?.message ?? `Tines ${verb} with HTTP ${status}`;
	const reason = reasonIn(body);
	return {
		message: reason ? `${message}. Tines says: ${reason}` : message,
		help: known?.help,
		status,
	};
}

/**
 * What the vendor gives as its reason. Its endpoints differ in the shape of error bodies: a list of
 * {message, details}, of texts, or one by field; alone or as `errors`, `error` or `message`; or plain
 * text.
 */
function reasonIn(body: unknown): string {
	const reason = textsIn(body).join('; ').trim();
	return reason.startsWith('<') ? '' : reason;
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return value === '' ? [] : [value];
	if (Array.isArray(value)) return value.flatMap(textsIn);
	if (typeof value !== 'object' || value === null) return [];
	const { errors, error, message, details } = value as IDataObject;
	const first = [errors, error].map(textsIn).find((texts) => texts.length > 0);
	if (first) return first;
	const said = [message, details].flatMap(textsIn);
	if (said.length > 0) return [[...new Set(said)].join(': ')];
	return Object.entries(value).flatMap(([field, inner]) =>
		textsIn(inner).map((text) => `${field} ${text}`),
	);
}
