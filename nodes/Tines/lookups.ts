import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { readLocator } from '../core/locator';
import { byName, lookUp } from '../core/lookup';
import { containsText } from '../core/nameFilter';
import { CredentialStore } from './credential/store';
import { FolderStore } from './folder/store';
import { NO_FOLDER, TEAM } from './places';
import { TeamStore } from './team/store';
import { TINES } from './vendor';

/** All credentials that the API key can see. */
export async function searchCredentials(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await lookUp(this, TINES, async (client) => {
		const results = [];
		for await (const { id, name, mode, slug } of new CredentialStore(client).list({})) {
			if (!containsText(filter, name, slug, String(id))) continue;
			results.push({ name, value: String(id), description: mode });
		}
		return { results: results.sort(byName) };
	});
}

/** All teams, those of single users included. */
export async function searchTeams(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await lookUp(this, TINES, async (client) => {
		const results = [];
		for await (const { id, name } of new TeamStore(client).list('all')) {
			if (containsText(filter, name, String(id))) results.push({ name, value: String(id) });
		}
		return { results: results.sort(byName) };
	});
}

/** The folders for credentials: of the team that is chosen, or of all. */
export async function searchFolders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const team = chosenTeam(this);
	return await lookUp(this, TINES, async (client) => {
		const none = { name: 'No Folder', value: NO_FOLDER };
		const results = [];
		const query = {
			content_type: 'CREDENTIAL' as const,
			...(team !== undefined && { team_id: team }),
		};
		for await (const { id, name } of new FolderStore(client).list(query)) {
			if (containsText(filter, name, String(id))) results.push({ name, value: String(id) });
		}
		results.sort(byName);
		return { results: containsText(filter, none.name) ? [none, ...results] : results };
	});
}

/** Where the panel may hold a team: beside the folder, in its collection, or at the top. */
const TEAM_PLACES = ['&team_id', 'team_id', 'updateFields.team_id', 'filters.team_id'];

/** The chosen team's ID; none while it is an expression, whose value only a run knows. */
function chosenTeam(context: ILoadOptionsFunctions): number | undefined {
	for (const place of TEAM_PLACES) {
		const value = teamAt(context, place);
		if (value !== undefined) return value;
	}
	return undefined;
}

function teamAt(context: ILoadOptionsFunctions, place: string): number | undefined {
	try {
		const id = readLocator(TEAM, context.getCurrentNodeParameter(place));
		return id === undefined ? undefined : Number(id);
	} catch {
		return undefined;
	}
}
