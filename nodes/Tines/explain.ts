import type { Refusal } from '../core/errors';
import { explainStatus } from '../core/explain';
import type { Explanation } from '../core/explain';
import type { Answer } from '../core/vendor';

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
export const explain = (answer: Answer): Refusal => explainStatus('Tines', EXPLANATIONS, answer);
