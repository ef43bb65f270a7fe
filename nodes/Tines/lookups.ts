import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { Client } from '../core/client';
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
		const teams = await teamNames(client);
		const results = [];
		for await (const credential of new CredentialStore(client).list({})) {
			const { id, mode, slug } = credential;
			const name = withTeam(credential, teams);
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
		const teams = team === undefined ? await teamNames(client) : new Map();
		for await (const folder of new FolderStore(client).list(query)) {
			const { id } = folder;
			const name = withTeam(folder, teams);
			if (containsText(filter, name, String(id))) results.push({ name, value: String(id) });
		}
		results.sort(byName);
		return { results: containsText(filter, none.name) ? [none, ...results] : results };
	});
}

/** The names of all teams, by ID: names come up again in other teams. */
async function teamNames(client: Client): Promise<Map<number, string>> {
	const names = new Map<number, string>();
	for await (const { id, name } of new TeamStore(client).list('all')) names.set(id, name);
	return names;
}

function withTeam(
	{ name, team_id: teamId }: { name: string; team_id?: number },
	teams: Map<number, string>,
): string {
	const team = teamId === undefined ? undefined : teams.get(teamId);
	return team ? `${name} (${team})` : name;
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
