import type { IDataObject } from 'n8n-workflow';

import type { Refusal } from '../core/errors';
import type { Answer } from '../core/vendor';

/** The members of Genesys Cloud's ErrorBody that are of use to a person. */
interface ErrorBody {
	message?: string;
	code?: string;
	contextId?: string;
	messageParams: string[];
	errors: unknown[];
}

interface Explanation {
	/** What happened, beginning with the panel's field where one is to blame. */
	message: string;
	help?: string;
}

const NOT_FOUND: Explanation = {
	message: 'Genesys Cloud has nothing with this ID',
	help: 'It may have been deleted, or belong to another organization or region than the credential.',
};

const PERMISSION: Explanation = {
	message: "n8n's own OAuth client lacks a permission",
	help: 'In Genesys Cloud, give a role with this permission to the OAuth client of the credential (Admin > Integrations > OAuth > Roles).',
};

/** Genesys Cloud's codes, from the operations of its API description. */
const EXPLANATIONS: Record<string, Explanation> = {
	'bad.client.role': {
		message: "Roles: n8n's own OAuth client may not handle a client with these roles",
		help: "The OAuth client of the credential must itself hold every role that the client has or gets. Give it these roles in Genesys Cloud (Admin > Integrations > OAuth > Roles), or choose roles that it holds. A role's ID that does not exist gives the same answer.",
	},
	'bad.client.state': {
		message: 'State: the client cannot be changed in or to this state',
		help: 'A new client has to begin as active. A client that Genesys Cloud has disabled can only be enabled by its support.',
	},
	'bad.grant.type': { message: 'Grant Type: Genesys Cloud does not know this grant type' },
	'grant.type.required': { message: 'Grant Type: Genesys Cloud needs one' },
	'missing.client.scope': {
		message: 'Scopes: this grant type needs at least one scope',
		help: 'Add scopes, or choose the grant type Client Credentials, whose rights come from roles.',
	},
	'missing.client.roles': {
		message: 'Roles: the grant type Client Credentials needs at least one role',
		help: 'Add a role and the division it holds in.',
	},
	'auth.invalid.scope': {
		message: 'Scopes: Genesys Cloud does not know one of them',
		help: 'Pick scopes from the list; it comes from Genesys Cloud.',
	},
	'auth.too.many.clients': {
		message: 'The organization has as many OAuth clients as it may have',
		help: 'Delete clients that are no longer used, or ask Genesys Cloud to raise the limit.',
	},
	'cannot.delete.client': {
		message: 'The client is not inactive, and only inactive clients can be deleted',
		help: 'Somebody may have made it active again in the meantime. Run the node again.',
	},
	'client.not.found': NOT_FOUND,
	'not.found': NOT_FOUND,
	'missing.permissions': PERMISSION,
	'missing.any.permissions': PERMISSION,
	'missing.division.permission': PERMISSION,
	'missing.any.division.permissions': PERMISSION,
	'not.authorized': {
		message: "n8n's own OAuth client may not do this",
		help: 'Check the roles of the OAuth client of the credential.',
	},
	'app.not.authorized.for.scope': { message: "n8n's own OAuth client lacks a scope" },
	'bad.credentials': {
		message: 'Genesys Cloud did not accept the access token',
		help: "The credential's OAuth client may have been deleted or disabled, or its tokens revoked.",
	},
	'authentication.required': {
		message: 'Genesys Cloud did not accept the access token',
		help: 'Check Region, API URL and Login URL in the credential: they have to belong together.',
	},
	'too.many.requests': { message: 'Too many requests to Genesys Cloud' },
	'too.many.requests.retry.after': {
		message: 'Too many requests to Genesys Cloud',
		help: 'Genesys Cloud asks for a longer wait than this node waits. Run it again later.',
	},
};

/** An answer that says no, in words that help: what, why in the vendor's words, and the way out. */
export function explain({ status, body }: Answer): Refusal {
	const error = errorBody(body);
	const code = error.code ?? '';
	const known = EXPLANATIONS[code];
	const reason = [error, ...error.errors.map(errorBody)]
		.map(({ message }) => message)
		.filter(Boolean)
		.join('; ');
	const permissions = permissionsIn(error);
	const message = [
		known?.message ??
			`Genesys Cloud ${status >= 500 ? 'answered' : 'refused the request'} with HTTP ${status}`,
		permissions ? `: ${permissions}` : '',
		reason ? `. Genesys Cloud says: ${reason}` : '',
		code ? ` (${code})` : '',
	].join('');
	const help = [
		known?.help,
		error.contextId && `Correlation ID for Genesys Cloud's support: ${error.contextId}`,
	];
	return { message, help: help.filter(Boolean).join(' ') || undefined, status, code };
}

/** The permissions that are missing, by the vendor's names, such as oauth:client:add. */
function permissionsIn({ message, messageParams }: ErrorBody): string {
	const texts = [...messageParams, message].join(' ');
	const names = texts.match(/\b[a-zA-Z]+:[a-zA-Z]+:(\*|[a-zA-Z]+\b)/g) ?? [];
	return [...new Set(names)].join(', ');
}

/** What can be used of a body: a gateway on the way may answer in any shape. */
function errorBody(body: unknown): ErrorBody {
	const given = (typeof body === 'object' && body !== null ? body : {}) as IDataObject;
	const { message, code, contextId, messageParams, errors } = given;
	return {
		message: textOf(message),
		code: textOf(code),
		contextId: textOf(contextId),
		messageParams: Object.values(messageParams ?? {}).filter((value) => typeof value === 'string'),
		errors: Array.isArray(errors) ? errors : [],
	};
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
