import type { IDataObject } from 'n8n-workflow';

import type { Refusal } from '../../core/errors';
import { explainStatus } from '../../core/explain';
import type { Explanation } from '../../core/explain';
import { reasonIn } from '../../core/reason';
import type { Answer } from '../../core/vendor';

const EXPLANATIONS: Record<number, Explanation> = {
	400: { message: 'The app refused the values' },
	401: {
		message: 'Paragon did not accept the user token',
		help: 'Check Project ID and Signing Key in the credential: the key has to be the one that was generated for this project last. A newly generated key makes all others void.',
	},
	403: {
		message: 'The connected user may not do this',
		help: 'Check the rights of the connected account in the app, and the scopes of the integration in Paragon; after a change of scopes users have to connect again.',
	},
	404: {
		message: 'The app has nothing with this ID or address, or the connected account may not see it',
	},
	410: { message: 'The app has removed this call' },
	429: { message: 'Too many requests to the app' },
};

/** The same of an app, about the account that the user has connected. */
const BY_APP: Record<number, Explanation> = {
	401: {
		message: 'The app did not accept the connected account for this',
		help: 'Check the scopes of the integration in Paragon, and let the user connect it again.',
	},
};

/** Paragon's words for a user without a working connection. */
const NOT_CONNECTED = /not enabled for user|not connected|no (valid )?credential/i;

/** Atlassian: the old search was removed in 2025 (CHANGE-2046). */
const REMOVED_SEARCH = /search\/jql|CHANGE-2046/i;

/** A JSON Web Token, such as the user token, should it be quoted. */
const TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** An answer that says no, in words that help; it may be Paragon's own or that of the app behind it. */
export function explain(answer: Answer): Refusal {
	const reason = reasonIn(answer.body);
	const explanations = isOfApp(answer.body) ? { ...EXPLANATIONS, ...BY_APP } : EXPLANATIONS;
	const explained = explainStatus(
		speakerOf(answer.body),
		explanations,
		answer,
		codeIn(answer.body),
	);
	const refusal = { ...explained, message: explained.message.replace(TOKEN, '••••') };
	if (NOT_CONNECTED.test(reason)) {
		return {
			...refusal,
			message: `The user has not connected this integration, or the connection is no longer valid. ${refusal.message}`,
			help: 'Let the user connect it (again) in the Connect Portal of your app, or check the user ID.',
		};
	}
	if (REMOVED_SEARCH.test(reason)) {
		return {
			...refusal,
			help: 'Atlassian has removed /rest/api/3/search. Use /rest/api/3/search/jql, or the operation Search of the resource Jira Issue.',
		};
	}
	return refusal;
}

/** Whether an answer is about one user's connection, which keeps no other user from theirs. */
export const isOfOneUser = ({ body }: Answer): boolean =>
	isOfApp(body) || NOT_CONNECTED.test(reasonIn(body));

/** Who says it: an answer without a record may be Paragon's, or one that it has handed on. */
function speakerOf(body: unknown): string {
	if (typeof body !== 'object' || body === null) return 'The app, or Paragon before it,';
	return isOfApp(body) ? 'The app' : 'Paragon';
}

/** Paragon's own errors have a member `meta`, which says so when one is handed on from the app. */
function isOfApp(body: unknown): boolean {
	if (typeof body !== 'object' || body === null) return false;
	const { meta } = body as { meta?: IDataObject };
	return meta === undefined || meta?.isIntegrationError === true;
}

function codeIn(body: unknown): string | undefined {
	const code = (body as IDataObject | null | undefined)?.code;
	return typeof code === 'string' || typeof code === 'number' ? String(code) : undefined;
}
