import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { byName, lookUp } from '../core/lookup';
import { containsText } from '../core/nameFilter';
import { IntegrationCredentialStore, OAUTH_CLIENT_TYPE } from './integrationCredential/store';
import { OAuthClientStore } from './oauthClient/store';
import { GENESYS_CLOUD } from './vendor';

/** The most entries a page of roles or divisions is asked for. */
const PAGE_SIZE = 100;

interface Named {
	id: string;
	name?: string;
	description?: string;
}

/** All OAuth clients: the vendor has one list without pages. */
export async function searchOAuthClients(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await lookUp(this, GENESYS_CLOUD, async (client) => {
		const store = new OAuthClientStore(client, new IntegrationCredentialStore(client));
		const results = [];
		for await (const { id, name, authorizedGrantType, state } of store.list()) {
			if (state === 'deleted' || !containsText(filter, name, id)) continue;
			results.push({
				name: state === 'active' || state === undefined ? name : `${name} (${state})`,
				value: id,
				description: authorizedGrantType,
			});
		}
		return { results: results.sort(byName) };
	});
}

/** All integration credentials. */
export async function searchIntegrationCredentials(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await credentialsOf(this, filter, () => true);
}

/** The integration credentials that can hold an OAuth client. */
export async function searchOAuthClientCredentials(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await credentialsOf(this, filter, (type) => type === OAUTH_CLIENT_TYPE);
}

async function credentialsOf(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	wanted: (type: string | undefined) => boolean,
): Promise<INodeListSearchResult> {
	return await lookUp(context, GENESYS_CLOUD, async (client) => {
		const results = [];
		for await (const { id, name, type } of new IntegrationCredentialStore(client).list()) {
			if (!wanted(type?.name) || !containsText(filter, name, id)) continue;
			results.push({ name: name ?? `Unnamed (${id})`, value: id, description: type?.name });
		}
		return { results: results.sort(byName) };
	});
}

/** Roles of the organization. */
export async function searchRoles(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchPages(
		this,
		'authorization/roles',
		{ userCount: false },
		filter,
		paginationToken,
	);
}

/** Divisions of the organization, and all divisions together. */
export async function searchDivisions(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const found = await searchPages(this, 'authorization/divisions', {}, filter, paginationToken);
	const all = { name: 'All Divisions', value: '*' };
	const first = !paginationToken && containsText(filter, all.name);
	return first ? { ...found, results: [all, ...found.results] } : found;
}

/**
 * A page of a listing; with a filter all pages, since it is not documented whether the vendor's own
 * `name` filter matches parts of names.
 */
async function searchPages(
	context: ILoadOptionsFunctions,
	listing: string,
	query: Record<string, boolean>,
	filter: string | undefined,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	return await lookUp(context, GENESYS_CLOUD, async (client) => {
		const results = [];
		let page = Number(paginationToken ?? 1);
		for (;;) {
			const { entities = [], pageCount = page } = await client.request<{
				entities?: Named[];
				pageCount?: number;
			}>({
				method: 'GET',
				path: `/api/v2/${listing}`,
				query: { pageSize: PAGE_SIZE, pageNumber: page, ...query },
			});
			for (const { id, name = id, description } of entities) {
				if (containsText(filter, name, id)) results.push({ name, value: id, description });
			}
			const more = page < pageCount && entities.length > 0;
			page++;
			if (more && filter) continue;
			return { results, ...(more && { paginationToken: String(page) }) };
		}
	});
}

/** The scopes that Genesys Cloud knows. */
export async function getScopes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await lookUp(this, GENESYS_CLOUD, async (client) => {
		const { entities = [] } = await client.request<{ entities?: Named[] }>({
			method: 'GET',
			path: '/api/v2/oauth/scopes',
		});
		return entities
			.map(({ id, description }) => ({ name: id, value: id, description }))
			.sort(byName);
	});
}

/** The kinds of integration credential that the organization can have. */
export async function getCredentialTypes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await lookUp(this, GENESYS_CLOUD, async (client) => {
		const types = await new IntegrationCredentialStore(client).credentialTypes();
		return types.map(({ name }) => ({ name, value: name })).sort(byName);
	});
}
