import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { readRequiredLocator } from '../core/locator';
import { byName, lookUp } from '../core/lookup';
import { containsText } from '../core/nameFilter';
import { redirectUrlOf } from './address';
import { REDIRECT_URL } from './integrationCredential/fields';
import { IntegrationCredentialStore } from './integrationCredential/store';
import { IntegrationStore, keyOf, nameOf } from './integration/store';
import { OrganizationStore } from './organization/store';
import { PROJECT } from './places';
import { isVisible, ProjectStore } from './project/store';
import { TeamStore } from './team/store';
import { PARAGON } from './vendor';

/** The organizations that the credential's user is a member of. */
export async function searchOrganizations(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await lookUp(this, PARAGON, async (client) => {
		const results = [];
		for await (const { id, name } of new OrganizationStore(client).list()) {
			if (containsText(filter, name, id)) results.push({ name, value: id });
		}
		return { results: results.sort(byName) };
	});
}

/** The teams of all organizations. */
export async function searchTeams(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await lookUp(this, PARAGON, async (client) => {
		const results = [];
		for await (const { id, name, organization } of new TeamStore(client).list()) {
			if (!containsText(filter, name, organization?.name, id)) continue;
			results.push({ name, value: id, description: organization?.name });
		}
		return { results: results.sort(byName) };
	});
}

/** The projects of all teams, each with its team and organization: titles come up again in others. */
export async function searchProjects(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await lookUp(this, PARAGON, async (client) => {
		const places = new Map<string, string>();
		for await (const { id, name, organization } of new TeamStore(client).list()) {
			places.set(id, [organization?.name, name].filter(Boolean).join(' / '));
		}
		const results = [];
		for await (const project of new ProjectStore(client).list({})) {
			const place = places.get(project.teamId ?? '');
			if (!isVisible(project) || !containsText(filter, project.title, place, project.id)) continue;
			const name = place ? `${project.title} (${place})` : project.title;
			results.push({ name, value: project.id });
		}
		return { results: results.sort(byName) };
	});
}

/**
 * The integrations of the chosen project. An integration is chosen by its type where that tells it
 * from all others, since a type is the same in every project, and an ID is not.
 */
export async function searchIntegrations(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await lookUp(this, PARAGON, async (client) => {
		const integrations = [];
		for await (const one of new IntegrationStore(client, chosenProject(this)).list()) {
			integrations.push(one);
		}
		const times = new Map<string, number>();
		for (const one of integrations) times.set(keyOf(one), (times.get(keyOf(one)) ?? 0) + 1);
		const results = integrations
			.filter((one) => containsText(filter, nameOf(one), keyOf(one), one.id))
			.map((one) => ({
				name: one.isActive === false ? `${nameOf(one)} (disabled)` : nameOf(one),
				value: times.get(keyOf(one)) === 1 ? keyOf(one) : one.id,
				description: one.customIntegration?.authenticationType,
			}));
		return { results: results.sort(byName) };
	});
}

/** The integration credentials of the chosen project, by the names of their integrations. */
export async function searchIntegrationCredentials(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await lookUp(this, PARAGON, async (client) => {
		const integrations = new IntegrationStore(client, chosenProject(this));
		const names = new Map<string, string>();
		for await (const one of integrations.list()) names.set(one.id, nameOf(one));
		const results = [];
		for await (const one of new IntegrationCredentialStore(client, integrations).list()) {
			const name = names.get(one.integrationId) ?? one.provider;
			if (containsText(filter, name, one.id)) results.push({ name, value: one.id });
		}
		return { results: results.sort(byName) };
	});
}

/** The redirect URL of the host that the credential is for. */
export async function getRedirectUrl(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await lookUp(this, PARAGON, async ({ baseUrl }) => [
		{
			name: redirectUrlOf(baseUrl) ?? "See the integration's settings in the dashboard of Paragon",
			value: REDIRECT_URL,
		},
	]);
}

/** @throws InvalidInput when none is chosen yet */
function chosenProject(context: ILoadOptionsFunctions): string {
	return readRequiredLocator(PROJECT, context.getCurrentNodeParameter(PROJECT.name));
}
